package org.linli.gateway.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Hands frames to a listener's socket, as far as the listener may still have them; one that is too slow for them, or no
 * longer signed in, is dropped. Used on the pusher's loop.
 */
final class Delivery {
    private final Audience audience;
    private final LongSupplier nowMs;

    /** A frame, and for the sake of which topic it goes out. */
    record Sent(String topic, Frame frame) {}

    Delivery(Audience audience, LongSupplier nowMs) {
        this.audience = audience;
        this.nowMs = nowMs;
    }

    /** What one point of the log means for the listener, where it has not come so far yet. */
    void push(Listener listener, Point at, List<Sent> list) {
        if (listener.gone || at.compareTo(listener.point) <= 0) {
            return;
        }
        long now = nowMs.getAsLong();
        if (!listener.caller.mayListen(now)) {
            audience.drop(listener, CloseCode.NOT_SIGNED_IN, "the token has run out");
            return;
        }
        Map<String, Frame> allowed = new LinkedHashMap<>();
        for (Sent sent : list) {
            if (listener.mayHave(sent.topic(), sent.frame().communities, now)) {
                // Two topics may bring the same frame; the personal one, which says more, stands.
                allowed.merge(
                        sent.frame().key,
                        sent.frame(),
                        (one, other) -> sent.topic().equals("me") ? other : one);
            }
        }
        listener.point = at;
        send(listener, at, List.copyOf(allowed.values()));
    }

    /** All frames of one point: the last carries it. */
    void send(Listener listener, Point at, List<Frame> frames) {
        for (int i = 0; i < frames.size() && !listener.gone; i++) {
            put(listener, frames.get(i), i == frames.size() - 1 ? at.toString() : "");
        }
    }

    /** A frame beside the log, such as positions. */
    void aside(Listener listener, Frame frame) {
        put(listener, frame, "");
    }

    private void put(Listener listener, Frame frame, String seq) {
        if (!listener.outbox.put(frame.key, () -> frame.bytes(listener.language, listener.wire, seq))) {
            audience.drop(listener, CloseCode.TOO_SLOW, "too slow: more than " + Outbox.MAX_BYTES + " bytes wait");
        }
    }

    /**
     * Beside the log, because everybody is told: kept for each channel it would push everything else out of the ring. So
     * whoever comes back is told how it stands.
     */
    void tell(Listener listener, Frame emergency) {
        if (listener.live && listener.caller.mayListen(nowMs.getAsLong())) {
            aside(listener, emergency);
        }
    }
}
