package org.linli.gateway.issuer;

/** Why somebody does not come in by the issuer. The text is for the log; it holds nothing of a person. */
public final class IssuerFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private IssuerFault(String reason, boolean passing) {
        super(reason, null, false, false);
        this.passing = passing;
    }

    /** What it said does not count, and would not if it were said again. */
    static IssuerFault refused(String reason) {
        return new IssuerFault(reason, false);
    }

    /** It did not answer, or answered that it cannot now. */
    static IssuerFault unreachable(String reason) {
        return new IssuerFault(reason, true);
    }

    /** Whether another try may go better. */
    public boolean isPassing() {
        return passing;
    }
}
