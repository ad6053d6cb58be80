package org.linli.gateway.node;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.http.Language;
import org.linli.matcher.dispatch.ReasonCode;
import org.linli.matcher.dispatch.ReasonTexts;
import org.linli.proto.Reason;

/** Reasons in words, in the door's languages, with skills as the region's policy names them. Safe for any thread. */
final class ReasonWords {
    private final Map<Language, ReasonTexts> texts = new EnumMap<>(Language.class);

    ReasonWords(Supplier<RegionPolicy> policy) {
        for (Language language : Language.values()) {
            texts.put(
                    language,
                    ReasonTexts.in(language.locale(), (kind, ref) -> word(policy.get(), language, kind, ref)));
        }
    }

    private static String word(RegionPolicy policy, Language language, ReasonCode.Refers kind, String ref) {
        return switch (kind) {
            case SKILL -> skill(policy, language, ref);
            case LANGUAGE ->
                Arrays.stream(ref.split(",", -1))
                        .map(tag -> spoken(language, tag))
                        .collect(Collectors.joining(language == Language.EN ? " or " : "或"));
            case PAPER -> paper(policy, language, ref);
            case TIER, PERSON, NOTHING -> ref;
        };
    }

    private static String skill(RegionPolicy policy, Language language, String code) {
        RegionPolicy.Skill skill = policy.skills().get(code);
        if (skill == null) {
            return code;
        }
        return language == Language.EN ? skill.nameEn() : skill.name();
    }

    private static String paper(RegionPolicy policy, Language language, String code) {
        RegionPolicy.Paper paper = policy.papers().get(code);
        if (paper == null) {
            return code;
        }
        return language == Language.EN ? paper.nameEn() : paper.name();
    }

    /** The machine's own words for a language; the tag itself where it has none. */
    private static String spoken(Language language, String tag) {
        String word = Locale.forLanguageTag(tag).getDisplayLanguage(language.locale());
        return word.isEmpty() ? tag : word;
    }

    /** The reason as one short sentence. */
    String text(Reason reason, Language language) {
        ReasonTexts those = texts.get(language);
        return those == null ? reason.getCode() : those.text(reason);
    }
}
