package org.linli.domain;

/**
 * The unified social credit code of organisations by GB 32100-2015: 18 characters, of which the last is a check digit over
 * the others with the weights 3<sup>i</sup> modulo 31.
 */
public final class CreditCode {
    /** The 31 characters of the standard: digits and capitals without I, O, S, V and Z. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final int LENGTH = 18;
    private static final int FIRST_OF_AREA = 2;
    private static final int AFTER_AREA = 8;

    private CreditCode() {}

    /** Whether the text is a code as it is written: capitals, six digits for the area, and the check digit that it must have. */
    public static boolean isValid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean digit = '0' <= text.charAt(i) && text.charAt(i) <= '9';
            boolean area = FIRST_OF_AREA <= i && i < AFTER_AREA;
            if (ALPHABET.indexOf(text.charAt(i)) < 0 || (area && !digit)) {
                return false;
            }
        }
        return text.charAt(LENGTH - 1) == checkDigit(text);
    }

    private static char checkDigit(String text) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += ALPHABET.indexOf(text.charAt(i)) * weight;
            weight = weight * 3 % ALPHABET.length();
        }
        return ALPHABET.charAt((ALPHABET.length() - sum % ALPHABET.length()) % ALPHABET.length());
    }
}
