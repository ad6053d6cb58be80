package org.linli.gateway.http;

/** Words of people and files in a page that is put together here: text, and never markup. */
public final class HtmlText {
    private HtmlText() {}

    /** May stand between tags and in an attribute's double quotes. */
    public static String of(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
