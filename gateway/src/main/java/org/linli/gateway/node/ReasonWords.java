package org.linli.gateway.node;

import java.util.EnumMap;
import java.util.Map;
import org.linli.gateway.http.Language;
import org.linli.matcher.dispatch.ReasonTexts;
import org.linli.proto.Reason;

/** Reasons in words, in the door's languages. */
final class ReasonWords {
    private final Map<Language, ReasonTexts> texts = new EnumMap<>(Language.class);

    ReasonWords() {
        for (Language language : Language.values()) {
            texts.put(language, ReasonTexts.in(language.locale(), code -> code));
        }
    }

    String text(Reason reason, Language language) {
        ReasonTexts those = texts.get(language);
        return those == null ? reason.getCode() : those.text(reason);
    }
}
