package org.linli.matcher.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a region's policy from YAML. Only the tree of the text is built, never an object that the text names; every key
 * is known, every number bounded, every reference to a skill or a tier checked. Safe to call from any thread.
 */
public final class PolicyReader {
    /** Many times the default policy; a larger text is a mistake. */
    public static final int MOST_CHARACTERS = 262_144;

    private static final int DEEPEST_NESTING = 12;
    private static final String DEFAULT_REGION = "520181";

    private PolicyReader() {}

    /**
     * The policy, whole and consistent.
     *
     * @throws PolicyInvalid with every problem and its line
     */
    public static RegionPolicy read(String yaml) {
        Problems problems = new Problems();
        if (yaml.length() > MOST_CHARACTERS) {
            problems.at(1, "", "has " + yaml.length() + " characters; at most " + MOST_CHARACTERS + " are read");
            problems.throwIfAny();
        }
        Section root = new Section(compose(yaml, problems), "", problems);
        RegionPolicy policy = policy(root, problems);
        root.done();
        problems.throwIfAny();
        return policy;
    }

    /** The text of the policy that a new region starts with; only 520181 has one of its own, others borrow it. */
    public static String defaultYaml(String region) {
        if (!Ids.isRegion(region)) {
            throw new IllegalArgumentException("region (" + region + ") must be 1 to 16 small letters or digits");
        }
        return resource(DEFAULT_REGION).replace("region: \"" + DEFAULT_REGION + '"', "region: \"" + region + '"');
    }

    /** The policy that a new region starts with. */
    public static RegionPolicy defaultFor(String region) {
        return read(defaultYaml(region));
    }

    private static RegionPolicy policy(Section root, Problems problems) {
        Map<String, RegionPolicy.Skill> skills = Catalogue.skills(root.section("skills"));
        List<RegionPolicy.TierStep> ladder = Rules.ladder(root, problems);
        Map<String, RegionPolicy.Paper> papers =
                root.has("papers") ? Catalogue.papers(root.section("papers")) : Map.of();
        Catalogue catalogue = new Catalogue(skills.keySet(), papers.keySet(), ladder);
        return new RegionPolicy(
                region(root),
                root.text("name"),
                root.text("nameEn"),
                zone(root),
                Areas.read(root.section("area"), problems),
                catalogue.services(root.section("services")),
                skills,
                papers,
                ladder,
                Rules.offering(root.section("offering")),
                Rules.planning(root.section("planning")),
                Rules.credit(root.section("credit"), problems),
                Rules.evidence(root.section("evidence")),
                hotline(root),
                WorkCalendars.read(root, problems),
                root.has("look") ? Rules.look(root.section("look")) : RegionPolicy.Look.NONE,
                root.has("late") ? Rules.late(root.section("late")) : RegionPolicy.Late.USUAL,
                root.has("teams") ? Rules.teams(root.section("teams")) : RegionPolicy.Teams.USUAL);
    }

    private static String region(Section root) {
        String region = root.text("region");
        if (root.has("region") && !Ids.isRegion(region)) {
            root.problem("region", "(" + region + ") must be 1 to 16 small letters or digits");
        }
        return region;
    }

    private static String hotline(Section root) {
        String phone = root.textOr("hotlinePhone", "");
        if (!phone.isEmpty() && !phone.matches("[0-9+ -]{3,20}")) {
            root.problem("hotlinePhone", "(" + phone + ") must be 3 to 20 digits, such as \"12345\"");
        }
        return phone;
    }

    private static ZoneId zone(Section root) {
        String zone = root.text("zone");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            if (root.has("zone")) {
                root.problem("zone", "(" + zone + ") must be an IANA zone, such as Asia/Shanghai");
            }
            return ZoneOffset.UTC;
        }
    }

    private static Node compose(String yaml, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST_NESTING);
        options.setAllowRecursiveKeys(false);
        try {
            @Nullable Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            if (node != null) {
                return node;
            }
            problems.at(1, "", "is empty");
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            problems.at(line, "", "is no YAML: " + broken.getProblem());
        } catch (YAMLException broken) {
            problems.at(1, "", "is no YAML: " + broken.getMessage());
        }
        problems.throwIfAny();
        throw new IllegalStateException("a problem was noted");
    }

    private static String resource(String region) {
        String name = "/policies/" + region + ".yaml";
        try (@Nullable InputStream in = PolicyReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource (" + name + ") must be on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
