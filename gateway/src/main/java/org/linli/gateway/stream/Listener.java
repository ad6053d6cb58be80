package org.linli.gateway.stream;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.gateway.http.Language;
import org.linli.proto.Viewport;

/** One open stream: who listens, to what, how far it has come. Used on the pusher's loop once it was handed over. */
public final class Listener {
    final Caller caller;
    final Set<String> topics;
    final Wire wire;
    final Language language;
    final @Nullable Viewport viewport;
    final Connection connection;
    final Outbox outbox;
    Point point;
    boolean live;
    boolean gone;
    long mapSentAtMs;

    /**
     * A stream that was opened, and has heard nothing yet.
     *
     * @param resumeFrom {@code generation-sequence} of what it heard last; anything else for a snapshot
     */
    public Listener(
            Caller caller,
            Set<String> topics,
            Wire wire,
            Language language,
            @Nullable Viewport viewport,
            String resumeFrom,
            Connection connection) {
        this.caller = caller;
        this.topics = Collections.unmodifiableSet(new TreeSet<>(topics));
        this.wire = wire;
        this.language = language;
        this.viewport = viewport;
        this.connection = connection;
        this.outbox = new Outbox(connection);
        this.point = Point.parse(resumeFrom).orElse(Point.NONE);
    }

    /** Whether the caller's roles open the topic at all. */
    public static boolean mayHear(Caller caller, String topic) {
        return switch (topic) {
            case "me" -> true;
            case "map", "queue" -> caller.isAny(Role.DISPATCHER, Role.AGENT, Role.COMMUNITY);
            default -> false;
        };
    }

    boolean hears(String topic) {
        return topics.contains(topic);
    }

    /** Whether what the account is told for its organisation is for this listener. */
    boolean hearsAsOrganisation() {
        return hears("me") && caller.is(Role.ORG);
    }

    /** Asked at each push: staff of communities hear of those only, everybody else of what is theirs. */
    boolean mayHave(String topic, Set<String> communities, long nowMs) {
        if (!caller.mayListen(nowMs) || !mayHear(caller, topic)) {
            return false;
        }
        return topic.equals("me") || caller.isAny(Role.DISPATCHER, Role.AGENT) || caller.looksAfter(communities);
    }
}
