package org.linli.gateway.message;

/** A carrier did not take a message. Stackless: carriers fail, and are expected to. */
public final class Undelivered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean forGood;

    private Undelivered(String code, boolean forGood) {
        super(code, null, false, false);
        this.forGood = forGood;
    }

    /** It will not take this message, however often it is asked: a wrong number, a template that does not fit. */
    public static Undelivered refused(String code) {
        return new Undelivered(code, true);
    }

    /** It cannot be reached, is busy, or did not say in time whether it took it. */
    public static Undelivered forNow(String code) {
        return new Undelivered(code, false);
    }

    public boolean isForGood() {
        return forGood;
    }

    /** A word that says why, with nothing personal in it. */
    public String code() {
        return String.valueOf(getMessage());
    }
}
