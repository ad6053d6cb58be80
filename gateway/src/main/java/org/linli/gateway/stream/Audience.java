package org.linli.gateway.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who listens to which channel, and who has come before the read model was whole. Used on the pusher's loop. */
final class Audience {
    /** More streams than this nobody needs; the oldest is closed. */
    static final int MAX_STREAMS_A_PERSON = 8;

    private static final String ME = "me";

    private final Map<String, Set<Listener>> listeners = new HashMap<>();
    private final List<Listener> early = new ArrayList<>();

    /** The channels of the listener's topics. */
    static List<String> channels(Listener listener) {
        List<String> channels = new ArrayList<>();
        String subject = listener.caller.subject();
        listener.topics.forEach(topic -> channels.add(topic.equals(ME) ? Casting.me(subject) : topic));
        if (listener.hearsAsOrganisation()) {
            channels.add(Casting.org(subject));
        }
        return channels;
    }

    /** The topic that the channel belongs to. */
    static String topic(String channel) {
        return channel.startsWith("me:") || channel.startsWith("org:") ? ME : channel;
    }

    /** Keeps one who has come too early. */
    void keep(Listener listener) {
        early.add(listener);
    }

    /** Those who came too early; they are to be let in now. */
    List<Listener> takeEarly() {
        List<Listener> those = List.copyOf(early);
        early.clear();
        return those;
    }

    /** From here on the listener hears its channels; of too many streams of one person the oldest is closed. */
    void add(Listener listener) {
        channels(listener)
                .forEach(name -> listeners
                        .computeIfAbsent(name, unknown -> new LinkedHashSet<>())
                        .add(listener));
        listener.live = true;
        List<Listener> own = List.copyOf(of(Casting.me(listener.caller.subject())));
        if (own.size() > MAX_STREAMS_A_PERSON) {
            drop(own.get(0), CloseCode.REPLACED, "a newer stream of the same person took its place");
        }
    }

    Set<Listener> of(String channel) {
        return listeners.getOrDefault(channel, Set.of());
    }

    boolean hears(String channel) {
        return listeners.containsKey(channel);
    }

    Set<Listener> everybody() {
        Set<Listener> all = new LinkedHashSet<>(early);
        listeners.values().forEach(all::addAll);
        return all;
    }

    void drop(Listener listener, int code, String reason) {
        forget(listener);
        listener.connection.close(code, reason);
    }

    void forget(Listener listener) {
        listener.gone = true;
        early.remove(listener);
        for (String name : channels(listener)) {
            Set<Listener> those = listeners.get(name);
            if (those != null && those.remove(listener) && those.isEmpty()) {
                listeners.remove(name);
            }
        }
    }

    void dropAll(int code, String reason) {
        everybody().forEach(listener -> drop(listener, code, reason));
    }
}
