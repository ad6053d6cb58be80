package org.linli.matcher.registry.core;

import java.util.Locale;

/** The words for enum values: their names without the prefix that Protocol Buffers wants. */
final class Words {
    private static final ClassValue<String> PREFIXES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return prefix(type.getSimpleName());
        }
    };

    private Words() {}

    static String of(Enum<?> value) {
        String prefix = PREFIXES.get(value.getDeclaringClass());
        String name = value.name();
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    /** {@code VisitState} gives {@code VISIT_STATE_}. */
    private static String prefix(String type) {
        return type.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT) + '_';
    }
}
