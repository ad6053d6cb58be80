package org.linli.load.check;

/** From when on nothing was broken, and the end, by the region's clock; both at the end of time while not yet known. */
final class Calmness {
    private long fromMs = Long.MAX_VALUE;
    private long endMs = Long.MAX_VALUE;

    void take(Happening happening) {
        if (happening instanceof Happening.Calm calm) {
            fromMs = calm.regionMs();
        } else if (happening instanceof Happening.Ended ended) {
            endMs = ended.regionMs();
        }
    }

    long fromMs() {
        return fromMs;
    }

    boolean hasEnd() {
        return endMs < Long.MAX_VALUE;
    }

    long endMs() {
        return endMs;
    }
}
