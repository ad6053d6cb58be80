package org.linli.matcher.registry.core;

import java.util.List;

/** The decision cannot go on before these keys are read. */
@SuppressWarnings("serial") // never leaves the thread
final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> keys;

    Missing(List<String> keys) {
        super("not read yet: " + keys, null, false, false);
        this.keys = keys;
    }

    List<String> keys() {
        return keys;
    }
}
