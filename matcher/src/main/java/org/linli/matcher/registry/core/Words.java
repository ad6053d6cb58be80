package org.linli.matcher.registry.core;

import java.util.Arrays;
import java.util.Locale;

/** The words for enum values: their names without the prefix that Protocol Buffers wants. */
final class Words {
    /** Made once for each type: an order needs a dozen of them. */
    private static final ClassValue<String[]> WORDS = new ClassValue<>() {
        @Override
        protected String[] computeValue(Class<?> type) {
            String prefix = prefix(type.getSimpleName());
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> word(((Enum<?>) constant).name(), prefix))
                    .toArray(String[]::new);
        }
    };

    private Words() {}

    static String of(Enum<?> value) {
        return WORDS.get(value.getDeclaringClass())[value.ordinal()];
    }

    private static String word(String name, String prefix) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    /** {@code VisitState} gives {@code VISIT_STATE_}. */
    private static String prefix(String type) {
        return type.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT) + '_';
    }
}
