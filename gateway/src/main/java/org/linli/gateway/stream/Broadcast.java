package org.linli.gateway.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The frames that one entry means for each channel: kept in the ring, and pushed to those who listen. */
final class Broadcast extends Turns.Turn {
    private final Point at;
    private final Ring ring;
    private final Audience audience;
    private final Delivery delivery;
    private final Map<String, List<Frame>> frames = new LinkedHashMap<>();

    Broadcast(Point at, Ring ring, Audience audience, Delivery delivery) {
        this.at = at;
        this.ring = ring;
        this.audience = audience;
        this.delivery = delivery;
    }

    void add(Map<String, List<Frame>> more) {
        more.forEach((channel, list) ->
                frames.computeIfAbsent(channel, unknown -> new ArrayList<>()).addAll(list));
    }

    /** Whether there is nothing to be told, now or later. */
    boolean isEmpty() {
        return waiting == 0 && frames.isEmpty();
    }

    @Override
    void deliver() {
        Map<Listener, List<Delivery.Sent>> sent = new LinkedHashMap<>();
        frames.forEach((channel, list) -> {
            ring.add(channel, new Ring.Batch(at, list));
            for (Listener listener : audience.of(channel)) {
                list.forEach(frame -> sent.computeIfAbsent(listener, unknown -> new ArrayList<>())
                        .add(new Delivery.Sent(Audience.topic(channel), frame)));
            }
        });
        sent.forEach((listener, list) -> delivery.push(listener, at, list));
    }
}
