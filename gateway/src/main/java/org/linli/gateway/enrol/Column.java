package org.linli.gateway.enrol;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * A column of a table: its name in the API and in English headings, and the Chinese headings that mean it, the usual one
 * first.
 */
public record Column(String name, List<String> zh) {
    public Column {
        zh = List.copyOf(zh);
    }

    static Column of(String name, String... zh) {
        return new Column(name, List.of(zh));
    }

    /** The usual Chinese heading. */
    public String heading() {
        return zh.get(0);
    }

    /** Whether a heading means this column; blanks, case, width, marks and remarks in brackets do not count. */
    boolean isMeantBy(String heading) {
        String bare = bare(heading);
        return bare.equals(bare(name)) || zh.stream().anyMatch(word -> bare.equals(bare(word)));
    }

    private static String bare(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC)
                .replaceAll("\\([^)]*\\)|\\[[^\\]]*\\]", "")
                .replaceAll("[\\s_*:-]", "")
                .toLowerCase(Locale.ROOT);
    }
}
