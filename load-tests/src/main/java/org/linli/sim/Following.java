package org.linli.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Whom one server follows, and who follows it: what Redis calls replication. */
final class Following {
    private static final long AGAIN_NANOS = 300 * World.MILLI;
    /** As often as a Redis replica says how far it is, whether or not anything came. */
    private static final long CONFIRM_AGAIN_NANOS = 1_000 * World.MILLI;

    private final World world;
    private final Network network;
    private final Bugs bugs;
    private final SimServer self;
    private final SplittableRandom chance;
    private final List<Link> followers = new ArrayList<>();
    private @Nullable SimServer leader;
    private @Nullable Link link;
    private boolean knowsHistory;
    private String history = "";
    private int historyEnd = -1;
    private int histories = 1;
    private @Nullable List<Copy.Write> onDisk;

    /** From a leader to one that follows it; both ways keep their order. */
    private static final class Link {
        final SimServer leader;
        final int of;
        final Following follower;
        final Network.Stream out;
        final Network.Stream back;
        int sent;
        int written;
        int confirmed;

        Link(Network network, SimServer leader, Following follower, int size) {
            this.leader = leader;
            this.of = leader.incarnation();
            this.follower = follower;
            this.out = network.new Stream(follower.self.process());
            this.back = network.new Stream(leader.process());
            this.sent = size;
            this.written = size;
            this.confirmed = size;
        }
    }

    Following(World world, Network network, Bugs bugs, SimServer self, SplittableRandom chance) {
        this.world = world;
        this.network = network;
        this.bugs = bugs;
        this.self = self;
        this.chance = chance;
    }

    boolean isAlone() {
        return leader == null;
    }

    String address() {
        SimServer followed = leader;
        return followed == null ? "" : followed.name;
    }

    boolean isInStep() {
        return link != null;
    }

    /** The name of the history that it followed until it was told to stand. */
    String history() {
        return history;
    }

    /** How far it had come in it. */
    long historyEnd() {
        return historyEnd;
    }

    /** Whether its file is still being written after it was given all data: until then its disk has older ones. */
    boolean isWritingAnew() {
        return onDisk != null;
    }

    List<Copy.Write> onDisk() {
        List<Copy.Write> old = onDisk;
        return old == null ? List.of() : old;
    }

    /** How many followers have so much. */
    int confirmed(int mark) {
        int count = 0;
        for (Link follower : followers) {
            count += follower.confirmed >= mark ? 1 : 0;
        }
        return count;
    }

    /** Takes nothing more from whom it followed, nor confirms anything to it. */
    void stand() {
        if (leader != null) {
            historyEnd = self.data().size() + 1;
            histories++;
            if (bugs.is(Bug.PROMOTED_NOT_STOPPED)) {
                link = null;
            } else {
                drop();
            }
            leader = null;
        }
    }

    void follow(SimServer to) {
        if (leader == to) {
            return;
        }
        drop();
        lostFollowers();
        self.refuseOwed();
        leader = to;
        world.after(network.delayNanos(), self.process(), this::sync);
    }

    private void drop() {
        Link open = link;
        link = null;
        if (open != null) {
            open.leader.following().followers.remove(open);
        }
    }

    private void lostFollowers() {
        List<Link> lost = List.copyOf(followers);
        followers.clear();
        lost.forEach(each -> each.follower.broke(each));
    }

    private void broke(Link which) {
        if (link == which) {
            link = null;
            again();
        }
    }

    private void again() {
        world.after(AGAIN_NANOS + network.delayNanos(), self.process(), this::sync);
    }

    private void sync() {
        SimServer from = leader;
        if (from == null || link != null) {
            return;
        }
        if (!from.isPrompt() || !from.isMaster() || isCut(from)) {
            again();
        } else if (knowsHistory && isBehind(from)) {
            join(from);
        } else {
            int of = from.incarnation();
            world.after(20 * World.MILLI + chance.nextLong(400 * World.MILLI), self.process(), () -> takeAll(from, of));
        }
    }

    private boolean isCut(SimServer from) {
        return network.isCut(from.name, self.name) || network.isCut(self.name, from.name);
    }

    private boolean isBehind(SimServer from) {
        int size = self.data().size();
        return size <= from.synced() && self.data().common(from.data().between(0, from.synced())) == size;
    }

    /** Its own data are thrown away for the leader's; its file is written anew some time after. */
    private void takeAll(SimServer from, int of) {
        if (leader != from || link != null) {
            return;
        }
        if (from.incarnation() != of || !from.isMaster() || isCut(from)) {
            again();
            return;
        }
        List<Copy.Write> old =
                self.data().between(0, Math.min(self.synced(), self.data().size()));
        onDisk = onDisk == null ? old : onDisk;
        List<Copy.Write> all = from.data().between(0, from.synced());
        self.data().replace(all);
        knowsHistory = true;
        world.after(chance.nextLong(2_000 * World.MILLI), self.process(), () -> onDisk = null);
        join(from);
    }

    private void join(SimServer from) {
        Link open = new Link(network, from, this, self.data().size());
        self.received(self.data().size());
        link = open;
        history = from.following().historyName();
        from.following().followers.add(open);
        from.payConfirmed();
        from.following().feed();
        confirmAgain(open);
    }

    /** What was confirmed while the way back was cut would else be waited for until the next write. */
    private void confirmAgain(Link by) {
        world.after(CONFIRM_AGAIN_NANOS, self.process(), () -> {
            if (link == by) {
                int size = by.written;
                by.back.send(0, () -> confirm(by, size));
                confirmAgain(by);
            }
        });
    }

    private String historyName() {
        return self.run() + '#' + histories;
    }

    /** Sends what is durable and was not sent yet. */
    void feed() {
        for (Link follower : followers) {
            int until = self.synced();
            if (until > follower.sent) {
                List<Copy.Write> next = self.data().between(follower.sent, until);
                follower.sent = until;
                follower.out.send(self.lagNanos(), () -> follower.follower.receive(follower, next));
            }
        }
    }

    private void receive(Link by, List<Copy.Write> next) {
        if (link != by) {
            if (bugs.is(Bug.PROMOTED_NOT_STOPPED)) {
                by.back.send(0, () -> confirm(by, by.confirmed + next.size()));
            }
            return;
        }
        if (isCut(by.leader)) {
            drop();
            again();
            return;
        }
        self.data().append(next);
        int size = self.data().size();
        world.after(self.fsyncNanos(), self.process(), () -> {
            if (link == by) {
                self.received(size);
                by.written = size;
                by.back.send(0, () -> confirm(by, size));
            }
        });
    }

    /** At the leader. */
    private void confirm(Link by, int size) {
        if (by.of == by.leader.incarnation() && !network.isCut(self.name, by.leader.name)) {
            by.confirmed = Math.max(by.confirmed, size);
            by.leader.payConfirmed();
        }
    }

    /** The process is gone, and with it all that it held to others. */
    void lost() {
        drop();
        lostFollowers();
    }

    /** After a start it follows nobody, and does not know what it followed. */
    void startAlone() {
        leader = null;
        history = "";
        historyEnd = -1;
        histories = 1;
        knowsHistory = false;
        onDisk = null;
    }
}
