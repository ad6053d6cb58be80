package org.linli.gateway.sheet;

/** A file that cannot be read as a table: says what is wrong with it and what to do, in both languages. Stackless. */
public final class SheetUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String zh;
    private final String en;

    public SheetUnreadable(String zh, String en) {
        super(en, null, false, false);
        this.zh = zh;
        this.en = en;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
