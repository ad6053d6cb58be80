package org.linli.gateway.http;

import java.util.Locale;

/** Spellings at the door. */
public final class Words {
    private Words() {}

    /** {@code OFFER_LAPSED} as {@code offer-lapsed}. */
    public static String kebab(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A wire enum's constant without its type's prefix: {@code VISIT_STATE_EN_ROUTE} as {@code EN_ROUTE}. */
    public static String of(Enum<?> constant, String prefix) {
        String name = constant.name();
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    /** A telephone number of which only the first three and last four digits show. */
    public static String masked(String phone) {
        int length = phone.length();
        if (length < 8) {
            return "*".repeat(length);
        }
        return phone.substring(0, 3) + "*".repeat(length - 7) + phone.substring(length - 4);
    }
}
