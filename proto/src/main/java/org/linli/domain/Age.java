package org.linli.domain;

/** Who counts as under 18, where only the year of birth is known. */
public final class Age {
    /** From here on a person answers for themself. */
    public static final int ADULT_YEARS = 18;

    private Age() {}

    /**
     * Whether somebody may still be 17 in that year: a year of birth alone leaves the year of the 18th birthday open, and
     * nobody who may be 17 is sent alone.
     *
     * @param birthYear 0: not on file, which counts as of age
     */
    public static boolean isMinor(int birthYear, int year) {
        return birthYear > 0 && year - birthYear <= ADULT_YEARS;
    }
}
