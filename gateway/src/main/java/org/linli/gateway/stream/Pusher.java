package org.linli.gateway.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.linli.gateway.access.Caller;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.view.Activities;
import org.linli.gateway.view.RegionView;
import org.linli.gateway.view.Standing;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Emergency;
import org.linli.proto.Entry;
import org.linli.proto.Order;
import org.linli.proto.PersonAccess;
import org.linli.proto.ServerFrame;
import org.linli.proto.Welcome;

/**
 * Brings the log to the sockets: applies each entry to the read model, makes the frames that it means for each channel,
 * and hands them to those who listen and may. Frames leave in the log's order. All work is done on the loop given and
 * none of it blocks, so that a simulator can run it; public methods may be called from any thread.
 *
 * <p>Of several frames that one entry means for a socket only the last carries the sequence: a client that resumes from
 * the last sequence that it saw misses nothing, and hears a frame twice only if the connection broke inside an entry.
 */
public final class Pusher implements LogFollower {
    private static final String SIGNED_OUT = "signed out; sign in again";

    private final Loop loop;
    private final RegionView view;
    private final Casting casting;
    private final Snapshots snapshots;
    private final Unsealing unsealing;
    private final LongSupplier nowMs;
    private final String node;
    private final Ring ring;
    private final Audience audience = new Audience();
    private final Delivery delivery;
    private final Turns turns = new Turns();
    private final PriorityQueue<Wish> wishes = new PriorityQueue<>(Comparator.comparing(Wish::point));
    private Point head = Point.NONE;
    private volatile boolean ready;

    /** @param nowMs Unix milliseconds, for the end of tokens only */
    public Pusher(Loop loop, RegionView view, Frames frames, Unsealing unsealing, LongSupplier nowMs, String node) {
        this(loop, view, frames, unsealing, nowMs, node, new Ring(Ring.MAX_BATCHES));
    }

    Pusher(Loop loop, RegionView view, Frames frames, Unsealing unsealing, LongSupplier nowMs, String node, Ring ring) {
        this.ring = ring;
        this.loop = loop;
        this.view = view;
        this.casting = new Casting(view, frames);
        this.snapshots = new Snapshots(view, frames, casting, unsealing);
        this.unsealing = unsealing;
        this.delivery = new Delivery(audience, nowMs);
        this.nowMs = nowMs;
        this.node = node;
    }

    /** Whether the read model is whole. */
    public boolean isReady() {
        return ready;
    }

    @Override
    public void load(List<Versioned> page) {
        loop.execute(() -> view.load(page));
    }

    @Override
    public void ready(long generation, long sequence) {
        loop.execute(() -> {
            head = new Point(generation, sequence);
            ready = true;
            grant();
            audience.takeEarly().forEach(this::welcome);
        });
    }

    @Override
    public void apply(Entry entry) {
        loop.execute(() -> take(entry));
    }

    /** Those who listen come again, and get a snapshot of what is then true. */
    @Override
    public void reset() {
        loop.execute(() -> {
            ready = false;
            audience.dropAll(CloseCode.NODE_GOING, "the region's log starts anew");
            view.clear();
            ring.clear();
            turns.clear();
        });
    }

    private record Wish(Point point, CompletableFuture<Void> granted) {}

    /** Completes on the loop once the read model has come to the place in the log. */
    public CompletionStage<Void> shown(long generation, long sequence) {
        Wish wish = new Wish(new Point(generation, sequence), new CompletableFuture<>());
        loop.execute(() -> {
            wishes.add(wish);
            grant();
        });
        return wish.granted;
    }

    private void grant() {
        for (Wish next = wishes.peek();
                ready && next != null && next.point.compareTo(head) <= 0;
                next = wishes.peek()) {
            wishes.poll();
            next.granted.complete(null);
        }
    }

    /** Begins to push to a listener: from where it left off, or from a snapshot. */
    public void join(Listener listener) {
        loop.execute(() -> {
            if (ready) {
                welcome(listener);
            } else {
                audience.keep(listener);
            }
        });
    }

    public void leave(Listener listener) {
        loop.execute(() -> audience.forget(listener));
    }

    /** The network has taken what was handed to it. */
    public void drained(Listener listener) {
        loop.execute(listener.outbox::drain);
    }

    /** Says goodbye to everybody. */
    public void close(int code, String reason) {
        loop.execute(() -> audience.dropAll(code, reason));
    }

    /** Those who look at the map; on the loop. */
    List<Listener> onTheMap() {
        return List.copyOf(audience.of(Casting.MAP));
    }

    Loop loop() {
        return loop;
    }

    /** A frame beside the log, such as positions. On the loop. */
    void aside(Listener listener, Frame frame) {
        delivery.aside(listener, frame);
    }

    private void take(Entry entry) {
        RegionView.Changes changes = view.apply(entry);
        head = new Point(entry.getGeneration(), entry.getSequence());
        changes.accesses().forEach(this::endSignedOut);
        grant();
        Broadcast broadcast = new Broadcast(head, ring, audience, delivery);
        for (RegionView.CalendarChange change : changes.calendars()) {
            if (!heard(casting.channels(change)).isEmpty()) {
                broadcast.add(casting.cast(change));
            }
        }
        for (Activities.Change change : changes.activities()) {
            if (!heard(casting.channels(change)).isEmpty()) {
                broadcast.add(casting.cast(change));
            }
        }
        changes.teams().forEach(change -> broadcast.add(casting.cast(change)));
        for (RegionView.OrderChange change : changes.orders()) {
            cast(broadcast, change, heard(casting.channels(change)));
        }
        if (changes.emergency()) {
            Frame frame = casting.emergency();
            audience.everybody().forEach(listener -> delivery.tell(listener, frame));
        }
        if (!broadcast.isEmpty()) {
            turns.add(broadcast);
            turns.run();
        }
    }

    /** Whether the session of whoever listens still lives, as far as the log has come. From any thread. */
    boolean isSignedIn(Caller caller) {
        return standing(caller, view.findAccess(caller.subject())) == Standing.SIGNED_IN;
    }

    private Standing standing(Caller caller, Optional<PersonAccess> access) {
        return Standing.of(caller, access, nowMs.getAsLong());
    }

    /** Streams whose session this change has ended. One that the log has not told of yet is not meant. */
    private void endSignedOut(RegionView.AccessChange change) {
        for (Listener listener : change.endsSomething() ? audience.everybody() : Set.<Listener>of()) {
            Caller caller = listener.caller;
            if (caller.subject().equals(change.id())
                    && standing(caller, change.before()) == Standing.SIGNED_IN
                    && standing(caller, Optional.of(change.after())) != Standing.SIGNED_IN) {
                audience.drop(listener, CloseCode.NOT_SIGNED_IN, SIGNED_OUT);
            }
        }
    }

    /** Those of the channels that anybody listens to, or may come back to. */
    private Set<String> heard(Set<String> channels) {
        channels.removeIf(name -> !ring.isOpen(name) && !audience.hears(name));
        return channels;
    }

    /** Nothing is unsealed for those alone who are not told it, such as whoever is offered a visit. */
    private void cast(Broadcast broadcast, RegionView.OrderChange change, Set<String> heard) {
        Order after = change.after();
        if (after == null || heard.isEmpty()) {
            return;
        }
        if (!casting.tellsSecrets(after, heard)) {
            broadcast.add(casting.cast(change, Secrets.NONE, heard));
            return;
        }
        broadcast.waiting++;
        when(unsealing.secrets(after, true, Snapshots.people(after)), secrets -> {
            broadcast.waiting--;
            broadcast.add(casting.cast(change, secrets, heard));
            turns.run();
        });
    }

    /** Goes on here once the secrets are open; without them where they cannot be opened. */
    private void when(CompletionStage<Secrets> stage, Consumer<Secrets> then) {
        stage.whenComplete((secrets, broken) -> onLoop(() -> then.accept(broken == null ? secrets : Secrets.NONE)));
    }

    private void onLoop(Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private void welcome(Listener listener) {
        if (!isSignedIn(listener.caller)) {
            audience.drop(listener, CloseCode.NOT_SIGNED_IN, SIGNED_OUT);
            return;
        }
        List<String> channels = Audience.channels(listener);
        boolean resumes = listener.point.generation() == head.generation()
                && (listener.point.compareTo(head) >= 0
                        || channels.stream()
                                .allMatch(
                                        name -> ring.after(name, listener.point).isPresent()));
        channels.forEach(name -> ring.open(name, head));
        if (resumes) {
            turns.add(new Turns.Turn() {
                @Override
                void deliver() {
                    resume(listener, channels);
                }
            });
        } else {
            snapshot(listener);
        }
        turns.run();
    }

    private void resume(Listener listener, List<String> channels) {
        TreeMap<Point, List<Delivery.Sent>> missed = new TreeMap<>();
        for (String channel : channels) {
            Optional<List<Ring.Batch>> batches =
                    listener.point.compareTo(head) >= 0 ? Optional.of(List.of()) : ring.after(channel, listener.point);
            if (batches.isEmpty()) {
                audience.drop(listener, CloseCode.NODE_GOING, "too much has happened meanwhile; connect again");
                return;
            }
            batches.get()
                    .forEach(batch -> batch.frames()
                            .forEach(frame -> missed.computeIfAbsent(batch.at(), unknown -> new ArrayList<>())
                                    .add(new Delivery.Sent(Audience.topic(channel), frame))));
        }
        admit(listener, true);
        missed.forEach((at, list) -> delivery.push(listener, at, list));
        if (!view.emergency().getId().isEmpty()) {
            delivery.tell(listener, casting.emergency());
        }
    }

    private void snapshot(Listener listener) {
        List<ServerFrame> pages = new ArrayList<>();
        Emergency made = view.emergency();
        Point at = head;
        Turns.Turn turn = new Turns.Turn() {
            @Override
            void deliver() {
                admit(listener, false);
                listener.point = at;
                List<Frame> frames = new ArrayList<>();
                for (int i = 0; i < pages.size(); i++) {
                    frames.add(Frame.of("snapshot/" + i, pages.get(i)));
                }
                delivery.send(listener, at, frames);
                if (!made.equals(view.emergency())) {
                    delivery.tell(listener, casting.emergency());
                }
            }
        };
        turn.waiting++;
        turns.add(turn);
        snapshots
                .of(listener, nowMs.getAsLong())
                .whenComplete((all, broken) -> onLoop(() -> {
                    turn.waiting--;
                    if (broken == null) {
                        pages.addAll(all);
                    } else {
                        audience.drop(listener, CloseCode.NODE_GOING, "the snapshot could not be made; connect again");
                    }
                    turns.run();
                }));
    }

    private void admit(Listener listener, boolean resumed) {
        if (listener.gone) {
            return;
        }
        if (!isSignedIn(listener.caller)) {
            audience.drop(listener, CloseCode.NOT_SIGNED_IN, SIGNED_OUT);
            return;
        }
        audience.add(listener);
        Welcome welcome = Welcome.newBuilder()
                .setResumed(resumed)
                .setSubject(listener.caller.subject())
                .setNode(node)
                .build();
        aside(
                listener,
                Frame.of("welcome", ServerFrame.newBuilder().setWelcome(welcome).build()));
    }
}
