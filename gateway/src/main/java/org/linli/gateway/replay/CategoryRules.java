package org.linli.gateway.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.linli.gateway.demo.Csv;

/**
 * Which service a category of call becomes. A CSV file of {@code category,service,priority,minutes,beside}: the category
 * ends in {@code *} where it is a beginning, the first line that fits decides, and {@code beside} is what volunteers are
 * asked for next to an emergency that is referred to 120, 119 or 110, or empty. Lines that begin with # are comments.
 */
final class CategoryRules {
    private final List<Rule> rules;

    private CategoryRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The rules that come with the program, written for the categories of the Montgomery County log. */
    static CategoryRules standard() throws IOException {
        InputStream in = Objects.requireNonNull(CategoryRules.class.getResourceAsStream("categories.csv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parse(lines.lines().toList());
        }
    }

    static CategoryRules read(Path file) throws IOException {
        return parse(Files.readAllLines(file, StandardCharsets.UTF_8));
    }

    static CategoryRules parse(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                rules.add(rule(Csv.fields(line), i + 1));
            }
        }
        return new CategoryRules(rules);
    }

    private static Rule rule(List<String> fields, int line) {
        if (fields.size() != 5) {
            throw new IllegalArgumentException("categories line " + line + ": has " + fields.size()
                    + " fields; it must have category,service,priority,minutes,beside");
        }
        try {
            return new Rule(
                    fields.get(0).strip().toUpperCase(Locale.ROOT),
                    fields.get(1).strip(),
                    fields.get(2).strip(),
                    Integer.parseInt(fields.get(3).strip()),
                    fields.get(4).strip());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "categories line " + line + ": minutes (" + fields.get(3) + ") must be a whole number", notANumber);
        }
    }

    /** The rule for a category; empty: such calls are not sent. */
    Optional<Rule> find(String category) {
        String upper = category.toUpperCase(Locale.ROOT);
        return rules.stream().filter(rule -> rule.fits(upper)).findFirst();
    }

    /** Every service that the rules name. */
    List<String> services() {
        return rules.stream()
                .flatMap(rule -> rule.beside.isEmpty()
                        ? java.util.stream.Stream.of(rule.service)
                        : java.util.stream.Stream.of(rule.service, rule.beside))
                .distinct()
                .toList();
    }

    /**
     * One line.
     *
     * @param beside the service asked for beside a referral, or empty
     */
    record Rule(String category, String service, String priority, int minutes, String beside) {
        boolean fits(String upper) {
            return category.endsWith("*")
                    ? upper.startsWith(category.substring(0, category.length() - 1))
                    : upper.equals(category);
        }
    }
}
