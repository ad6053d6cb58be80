package org.linli.sim;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.gateway.client.ResumePoint;
import org.linli.gateway.http.Language;
import org.linli.gateway.stream.Connection;
import org.linli.gateway.stream.Listener;
import org.linli.gateway.stream.Wire;
import org.linli.load.check.Happening;
import org.linli.proto.ServerFrame;

/** One person's stream, kept open: after a loss it connects again, at any node, with the last that it took in. */
final class SimStream {
    /** A socket that takes nothing has so much waiting: the pusher's high water. */
    private static final long FULL = 64 * 1024;

    private static final int MOST_CONNECTIONS = 100_000;

    private final World world;
    private final Network network;
    private final Supplier<List<SimNode>> nodes;
    private final SimStore store;
    private final Bugs bugs;
    private final Mortal client;
    private final SplittableRandom chance;
    private final String subject;
    private final Role role;
    private final Set<String> communities;
    private final String topic;
    private final Consumer<ServerFrame> listener;
    private final ResumePoint resume = new ResumePoint();
    private final int number;
    private @Nullable Socket socket;
    private int connections;

    /** Whom it belongs to, and what it listens to. */
    record Owner(int number, String subject, Role role, Set<String> communities, String topic) {}

    SimStream(
            World world,
            Network network,
            Supplier<List<SimNode>> nodes,
            SimStore store,
            Bugs bugs,
            Mortal client,
            Owner owner,
            Consumer<ServerFrame> listener) {
        this.world = world;
        this.network = network;
        this.nodes = nodes;
        this.store = store;
        this.bugs = bugs;
        this.client = client;
        this.chance = world.chance("stream/" + owner.subject);
        this.number = owner.number;
        this.subject = owner.subject;
        this.role = owner.role;
        this.communities = owner.communities;
        this.topic = owner.topic;
        this.listener = listener;
    }

    void connect() {
        List<SimNode> all = nodes.get();
        SimNode node = all.get(chance.nextInt(all.size()));
        world.after(network.delayNanos(), client, () -> {
            if (node.isServing() && !network.isCut(subject, node.name)) {
                socket = new Socket(node);
            } else {
                again();
            }
        });
    }

    private void again() {
        world.after((200 + chance.nextLong(1_500)) * World.MILLI, client, () -> {
            if (socket == null) {
                connect();
            }
        });
    }

    /** The connection is gone, for whatever reason. */
    void drop() {
        Socket open = socket;
        if (open != null) {
            open.end();
        }
    }

    /** The node is gone, and the client will notice. */
    void lost(SimNode node) {
        Socket open = socket;
        if (open != null && open.node == node) {
            world.after(chance.nextLong(2_000) * World.MILLI, client, open::end);
        }
    }

    /** Takes nothing for a while. */
    void stall(long nanos) {
        Socket open = socket;
        if (open != null) {
            open.stuck = true;
            world.after(nanos, client, open::release);
        }
    }

    void release() {
        Socket open = socket;
        if (open != null) {
            open.release();
        }
    }

    /** One connection. */
    private final class Socket implements Connection {
        final SimNode node;
        private final long id = (long) number * MOST_CONNECTIONS + ++connections;
        private final Network.Stream toClient = network.new Stream(client);
        private final Listener listening;
        private long pending;
        private boolean stuck;
        private boolean ended;

        Socket(SimNode node) {
            this.node = node;
            String from = resume.text();
            world.history.add(new Happening.Connected(
                    world.nowMs(), id, subject, Set.of(role.word()), communities, Set.of(topic), from));
            Set<String> shown = bugs.is(Bug.EVERY_COMMUNITY) ? Set.of(Caller.EVERY_COMMUNITY) : communities;
            listening = new Listener(
                    new Caller(subject, Set.of(role), Rulebooks.REGION, shown, Long.MAX_VALUE),
                    Set.of(topic),
                    Wire.PROTO,
                    Language.EN,
                    null,
                    said(from),
                    this);
            node.pusher.join(listening);
        }

        private String said(String from) {
            int dash = from.indexOf('-');
            return dash > 0 && bugs.is(Bug.RESUME_WITHOUT_GENERATION)
                    ? store.region().generation() + from.substring(dash)
                    : from;
        }

        @Override
        public void send(byte[] message) {
            if (stuck && bugs.is(Bug.CONFLATION_DROPS_FINAL) && closesOffer(message)) {
                return;
            }
            pending += message.length;
            toClient.send(0, () -> {
                pending -= message.length;
                heard(message);
            });
        }

        @Override
        public long pendingBytes() {
            return stuck && !bugs.is(Bug.CONFLATION_DROPS_FINAL) ? FULL + pending : pending;
        }

        @Override
        public void close(int code, String reason) {
            toClient.send(0, this::end);
        }

        private void heard(byte[] message) {
            if (ended) {
                return;
            }
            if (network.isCut(node.name, subject)) {
                end();
                return;
            }
            ServerFrame frame = parsed(message);
            boolean taken = resume.take(frame);
            world.history.add(new Happening.Framed(world.nowMs(), id, frame, taken));
            world.note(message);
            if (taken) {
                listener.accept(frame);
            }
        }

        void release() {
            stuck = false;
            if (!ended) {
                node.pusher.drained(listening);
            }
        }

        void end() {
            if (ended) {
                return;
            }
            ended = true;
            socket = null;
            world.history.add(new Happening.Disconnected(world.nowMs(), id));
            node.pusher.leave(listening);
            again();
        }
    }

    private static boolean closesOffer(byte[] message) {
        return parsed(message).hasOfferClosed();
    }

    private static ServerFrame parsed(byte[] message) {
        try {
            return ServerFrame.parseFrom(message);
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("A frame cannot be read: " + broken.getMessage(), broken);
        }
    }
}
