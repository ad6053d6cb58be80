package org.linli.gateway.sheet;

/** What stands in a cell, without what people do not see. */
final class CellText {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CellText() {}

    /**
     * Stripped of blanks of every width, of marks that cannot be seen, and of the apostrophe by which a spreadsheet is
     * told that something is text.
     */
    static String of(String raw) {
        String text = raw.replaceAll("[\\u200B-\\u200F\\u2060\\uFEFF]", "")
                .replace('\u00A0', ' ')
                .replace('\u3000', ' ')
                .strip();
        boolean guarded = text.length() > 1 && text.charAt(0) == '\'' && isFormula(text.substring(1));
        String plain = guarded ? text.substring(1) : text;
        return plain.length() > Sheet.MAX_CELL ? plain.substring(0, Sheet.MAX_CELL) : plain;
    }

    /** Text that no spreadsheet takes for a formula: an apostrophe before what would be one. */
    static String guarded(String text) {
        return isFormula(text) ? '\'' + text : text;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 && !text.matches("-?[0-9]+(\\.[0-9]+)?");
    }
}
