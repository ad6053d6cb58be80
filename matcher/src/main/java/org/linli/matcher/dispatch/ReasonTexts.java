package org.linli.matcher.dispatch;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.function.BiFunction;
import org.linli.proto.Reason;

/**
 * Coded reasons in words, Chinese or English. The texts stand in {@code reasons_zh.properties} and
 * {@code reasons_en.properties} beside this class, one line a code, with
 *
 * <ul>
 *   <li>{@code {amount}}: the amount as it is;
 *   <li>{@code {minutes}}: an amount in seconds as minutes, rounded up;
 *   <li>{@code {span}}: an amount in minutes, as hours and minutes where it is long;
 *   <li>{@code {way}}: an amount in metres, as kilometres where it is far;
 *   <li>{@code {ref}}: what the reason speaks of, in words.
 * </ul>
 *
 * A line {@code code.bare} is used where there is no reference, {@code code.zero} where the amount is 0. Immutable; safe
 * for any thread.
 */
public final class ReasonTexts {
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long MINUTES_PER_HOUR = 60;
    private static final long METERS_PER_KM = 1000;
    /** Up to here minutes are read as such. */
    private static final long LONG_MINUTES = 90;

    private final ResourceBundle bundle;
    private final BiFunction<ReasonCode.Refers, String, String> words;

    private ReasonTexts(ResourceBundle bundle, BiFunction<ReasonCode.Refers, String, String> words) {
        this.bundle = bundle;
        this.words = words;
    }

    /**
     * The texts for a language; anything but English is answered in Chinese.
     *
     * @param words how what a reference names is called in that language
     */
    public static ReasonTexts in(Locale language, BiFunction<ReasonCode.Refers, String, String> words) {
        String suffix = "en".equals(language.getLanguage()) ? "en" : "zh";
        return new ReasonTexts(
                ResourceBundle.getBundle("org.linli.matcher.dispatch.reasons_" + suffix, Locale.ROOT), words);
    }

    /** The reason as one short sentence; a code that is not known stands for itself. */
    public String text(Reason reason) {
        return pattern(reason)
                .replace("{amount}", Long.toString(reason.getAmount()))
                .replace("{minutes}", Long.toString(-Math.floorDiv(-reason.getAmount(), SECONDS_PER_MINUTE)))
                .replace("{span}", span(reason.getAmount()))
                .replace("{way}", way(reason.getAmount()))
                .replace("{ref}", ref(reason));
    }

    /** The reasons in their order, each as one short sentence. */
    public List<String> texts(List<Reason> reasons) {
        return reasons.stream().map(this::text).toList();
    }

    private String ref(Reason reason) {
        return reason.getRef().isEmpty() ? "" : words.apply(ReasonCode.refersOf(reason.getCode()), reason.getRef());
    }

    private String span(long minutes) {
        if (minutes <= LONG_MINUTES) {
            return unit("unit.minutes", Long.toString(minutes));
        }
        String hours = unit("unit.hours", Long.toString(minutes / MINUTES_PER_HOUR));
        long rest = minutes % MINUTES_PER_HOUR;
        return rest == 0 ? hours : hours + bundle.getString("unit.between") + unit("unit.minutes", Long.toString(rest));
    }

    private String way(long meters) {
        return meters < METERS_PER_KM
                ? unit("unit.meters", Long.toString(meters))
                : unit("unit.kilometers", String.format(Locale.ROOT, "%.1f", meters / (double) METERS_PER_KM));
    }

    private String unit(String key, String number) {
        return bundle.getString(key).replace("{}", number);
    }

    private String pattern(Reason reason) {
        if (reason.getAmount() == 0 && bundle.containsKey(reason.getCode() + ".zero")) {
            return bundle.getString(reason.getCode() + ".zero");
        }
        if (reason.getRef().isEmpty() && bundle.containsKey(reason.getCode() + ".bare")) {
            return bundle.getString(reason.getCode() + ".bare");
        }
        try {
            return bundle.getString(reason.getCode());
        } catch (MissingResourceException unknown) {
            return reason.getCode();
        }
    }
}
