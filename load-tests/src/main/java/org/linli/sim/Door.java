package org.linli.sim;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.linli.load.check.Happening;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Command;
import org.linli.proto.Reply;

/**
 * What people send to the nodes, as the client library does it: one key for each thing that somebody wants, repeated
 * under that key, at any node, until there is an answer.
 */
final class Door {
    private static final long ANSWER_WITHIN_NANOS = 4_000 * World.MILLI;

    private final World world;
    private final Network network;
    private final Supplier<List<SimNode>> nodes;
    private final Bugs bugs;
    private final SplittableRandom chance;
    private final Mortal everybody = new Mortal();
    private long intents;
    private long answered;

    Door(World world, Network network, Supplier<List<SimNode>> nodes, Bugs bugs) {
        this.world = world;
        this.network = network;
        this.nodes = nodes;
        this.bugs = bugs;
        this.chance = world.chance("door");
    }

    Mortal everybody() {
        return everybody;
    }

    long answered() {
        return answered;
    }

    /** Sends a command until it is answered, and hands the answer on, once. */
    void ask(String subject, Command command, Consumer<Reply> then) {
        new Request(subject, command, then).first();
    }

    void ask(String subject, Command command) {
        ask(subject, command, reply -> {});
    }

    /** One thing that somebody wants. */
    private final class Request {
        private final String subject;
        private final Command command;
        private final Consumer<Reply> then;
        private final long intent = ++intents;
        private String key;
        private boolean done;
        private int attempts;

        Request(String subject, Command command, Consumer<Reply> then) {
            this.subject = subject;
            this.command = command;
            this.then = then;
            this.key = newKey();
        }

        private String newKey() {
            return subject + '/' + command.getBodyCase() + '/' + new UUID(chance.nextLong(), chance.nextLong());
        }

        void first() {
            attempt();
            if (chance.nextInt(25) == 0) {
                attempt();
            }
        }

        private void attempt() {
            int number = ++attempts;
            send(command);
            world.after(ANSWER_WITHIN_NANOS, everybody, () -> {
                if (!done && number == attempts) {
                    replied(key, Happening.End.UNKNOWN, Reply.getDefaultInstance(), hash(command));
                    again();
                }
            });
        }

        private void again() {
            if (bugs.is(Bug.RESEND_WITH_NEW_KEY)) {
                key = newKey();
            }
            world.after((300 + chance.nextLong(2_000)) * World.MILLI, everybody, () -> {
                if (!done) {
                    attempt();
                }
            });
        }

        private void send(Command body) {
            ByteString hash = hash(body);
            String under = key;
            world.history.add(new Happening.Invoked(world.nowMs(), intent, under, hash, body));
            List<SimNode> all = nodes.get();
            SimNode node = all.get(chance.nextInt(all.size()));
            network.send(subject, node.name, node.process, () -> {
                if (node.isServing()) {
                    node.loop.execute(() -> submit(node, under, hash, body));
                } else {
                    back(node, under, hash, Happening.End.UNAVAILABLE, Reply.getDefaultInstance());
                }
            });
        }

        private void submit(SimNode node, String under, ByteString hash, Command body) {
            node.registry.submit(under, hash, 0, body).whenComplete((reply, failure) -> {
                if (failure == null) {
                    back(node, under, hash, Happening.End.ANSWERED, reply);
                } else {
                    back(node, under, hash, end(failure), Reply.getDefaultInstance());
                }
            });
        }

        private void back(SimNode node, String under, ByteString hash, Happening.End end, Reply reply) {
            network.send(node.name, subject, everybody, () -> {
                replied(under, end, reply, hash);
                if (end == Happening.End.ANSWERED && hash.equals(hash(command))) {
                    answered(reply);
                } else if (!done && hash.equals(hash(command))) {
                    again();
                }
            });
        }

        private void answered(Reply reply) {
            if (done) {
                return;
            }
            done = true;
            answered++;
            if (chance.nextInt(60) == 0) {
                send(command);
            }
            if (chance.nextInt(60) == 0) {
                send(command.toBuilder()
                        .setActor(command.getActor().toBuilder().setOnBehalfOf("somebody-else"))
                        .build());
            }
            then.accept(reply);
        }

        private void replied(String under, Happening.End end, Reply reply, ByteString hash) {
            world.history.add(new Happening.Replied(world.nowMs(), intent, under, hash, end, reply));
            world.note(under + end + reply.getProblem() + reply.getSequence());
        }
    }

    private static Happening.End end(Throwable failure) {
        Throwable cause = StageFailure.behind(failure);
        if (cause instanceof Registry.OutcomeUnknown) {
            return Happening.End.UNKNOWN;
        }
        return cause instanceof Registry.Unavailable ? Happening.End.UNAVAILABLE : Happening.End.BROKEN;
    }

    private static ByteString hash(Command body) {
        CRC32C crc = new CRC32C();
        crc.update(body.toByteArray());
        return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(0, crc.getValue()));
    }
}
