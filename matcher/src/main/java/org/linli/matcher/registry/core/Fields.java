package org.linli.matcher.registry.core;

/** Checks of single fields, in the words of the problem {@code field-invalid}. */
final class Fields {
    private Fields() {}

    static void between(long value, long least, long most, String pointer) {
        if (value < least || value > most) {
            throw Refusal.at("field-invalid", pointer, value, least, most);
        }
    }

    /** Text of a length between two bounds, in characters; blank counts as empty. */
    static void text(String text, String pointer, int least, int most) {
        between(text.isBlank() ? 0 : text.length(), least, most, pointer);
    }
}
