package org.linli.matcher.dispatch;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import org.linli.proto.Reason;

/**
 * Coded reasons in words, Chinese or English. The texts stand in {@code reasons_zh.properties} and
 * {@code reasons_en.properties} beside this class, one line a code, with {@code {amount}} (or {@code {minutes}}, for an amount
 * in seconds) and {@code {ref}} where the reason has them. Immutable; safe for any thread.
 */
public final class ReasonTexts {
    private static final long SECONDS_PER_MINUTE = 60;

    private final ResourceBundle bundle;
    private final UnaryOperator<String> names;

    private ReasonTexts(ResourceBundle bundle, UnaryOperator<String> names) {
        this.bundle = bundle;
        this.names = names;
    }

    /**
     * The texts for a language; anything but English is answered in Chinese.
     *
     * @param names how a reference (a skill's, a tier's, a person's code) is called in that language
     */
    public static ReasonTexts in(Locale language, UnaryOperator<String> names) {
        String suffix = "en".equals(language.getLanguage()) ? "en" : "zh";
        return new ReasonTexts(
                ResourceBundle.getBundle("org.linli.matcher.dispatch.reasons_" + suffix, Locale.ROOT), names);
    }

    /** The reason as one short sentence; a code that is not known stands for itself. */
    public String text(Reason reason) {
        return pattern(reason.getCode())
                .replace("{amount}", Long.toString(reason.getAmount()))
                .replace("{minutes}", Long.toString(-Math.floorDiv(-reason.getAmount(), SECONDS_PER_MINUTE)))
                .replace("{ref}", reason.getRef().isEmpty() ? "" : names.apply(reason.getRef()));
    }

    /** The reasons in their order, each as one short sentence. */
    public List<String> texts(List<Reason> reasons) {
        return reasons.stream().map(this::text).toList();
    }

    private String pattern(String code) {
        try {
            return bundle.getString(code);
        } catch (MissingResourceException unknown) {
            return code;
        }
    }
}
