package org.linli.gateway.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the door can speak. Chinese is the default. */
public enum Language {
    ZH(Locale.SIMPLIFIED_CHINESE, "zh-CN"),
    EN(Locale.ENGLISH, "en");

    /** Longer headers are not looked at: nobody lists that many languages in earnest. */
    private static final int MAX_HEADER = 200;

    private final Locale locale;
    private final String tag;

    Language(Locale locale, String tag) {
        this.locale = locale;
        this.tag = tag;
    }

    public Locale locale() {
        return locale;
    }

    /** For {@code Content-Language}. */
    public String tag() {
        return tag;
    }

    /** The better of the two by {@code Accept-Language} (RFC 9110, 12.5.4); Chinese where it says nothing of either. */
    public static Language of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > MAX_HEADER) {
            return ZH;
        }
        try {
            for (Locale.LanguageRange range : ranges(acceptLanguage)) {
                if (range.getRange().startsWith("en")) {
                    return EN;
                }
                if (range.getRange().startsWith("zh")) {
                    return ZH;
                }
            }
        } catch (IllegalArgumentException notAHeader) {
            return ZH;
        }
        return ZH;
    }

    /** Sorted by weight, the heaviest first. */
    private static List<Locale.LanguageRange> ranges(String acceptLanguage) {
        return Locale.LanguageRange.parse(acceptLanguage);
    }
}
