package org.linli.matcher.registry.core;

import org.linli.proto.Window;

/** Spans of time; each reaches up to its end, which is not in it. */
public final class Windows {
    private Windows() {}

    /** Whether some moment lies in both; windows that only touch have none. */
    public static boolean overlap(Window one, Window other) {
        return one.getStartMs() < other.getEndMs() && other.getStartMs() < one.getEndMs();
    }
}
