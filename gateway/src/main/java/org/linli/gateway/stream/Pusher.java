package org.linli.gateway.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
    /** More streams than this nobody needs; the oldest is closed. */
    static final int MAX_STREAMS_A_PERSON = 8;

    private static final String SIGNED_OUT = "signed out; sign in again";

    private final Loop loop;
    private final RegionView view;
    private final Casting casting;
    private final Snapshots snapshots;
    private final Unsealing unsealing;
    private final LongSupplier nowMs;
    private final String node;
    private final Ring ring;
    private final Map<String, Set<Listener>> listeners = new HashMap<>();
    private final ArrayDeque<Turn> turns = new ArrayDeque<>();
    private final List<Listener> early = new ArrayList<>();
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
            List.copyOf(early).forEach(this::welcome);
            early.clear();
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
            closeAll(CloseCode.NODE_GOING, "the region's log starts anew");
            view.clear();
            ring.clear();
            turns.clear();
        });
    }

    /** Begins to push to a listener: from where it left off, or from a snapshot. */
    public void join(Listener listener) {
        loop.execute(() -> {
            if (ready) {
                welcome(listener);
            } else {
                early.add(listener);
            }
        });
    }

    public void leave(Listener listener) {
        loop.execute(() -> forget(listener));
    }

    /** The network has taken what was handed to it. */
    public void drained(Listener listener) {
        loop.execute(listener.outbox::drain);
    }

    /** Says goodbye to everybody. */
    public void close(int code, String reason) {
        loop.execute(() -> closeAll(code, reason));
    }

    /** Those who look at the map; on the loop. */
    List<Listener> onTheMap() {
        return List.copyOf(listeners.getOrDefault(Casting.MAP, Set.of()));
    }

    Loop loop() {
        return loop;
    }

    /** A frame beside the log, such as positions. On the loop. */
    void aside(Listener listener, Frame frame) {
        if (!listener.outbox.put(frame.key, () -> frame.bytes(listener.language, listener.wire, ""))) {
            tooSlow(listener);
        }
    }

    private void take(Entry entry) {
        RegionView.Changes changes = view.apply(entry);
        head = new Point(entry.getGeneration(), entry.getSequence());
        changes.accesses().forEach(this::endSignedOut);
        Turn turn = new Turn(head);
        for (RegionView.CalendarChange change : changes.calendars()) {
            if (!heard(casting.channels(change)).isEmpty()) {
                turn.add(casting.cast(change));
            }
        }
        for (Activities.Change change : changes.activities()) {
            if (!heard(casting.channels(change)).isEmpty()) {
                turn.add(casting.cast(change));
            }
        }
        changes.teams().forEach(change -> turn.add(casting.cast(change)));
        for (RegionView.OrderChange change : changes.orders()) {
            cast(turn, change, heard(casting.channels(change)));
        }
        if (changes.emergency()) {
            Frame frame = casting.emergency();
            everybody().forEach(listener -> tell(listener, frame));
        }
        if (turn.waiting > 0 || !turn.frames.isEmpty()) {
            turns.add(turn);
            run();
        }
    }

    /**
     * Beside the log, because everybody is told: kept for each channel it would push everything else out of the ring. So
     * whoever comes back is told how it stands.
     */
    private void tell(Listener listener, Frame emergency) {
        if (listener.live && listener.caller.mayListen(nowMs.getAsLong())) {
            aside(listener, emergency);
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
        for (Listener listener : change.endsSomething() ? everybody() : Set.<Listener>of()) {
            Caller caller = listener.caller;
            if (caller.subject().equals(change.id())
                    && standing(caller, change.before()) == Standing.SIGNED_IN
                    && standing(caller, Optional.of(change.after())) != Standing.SIGNED_IN) {
                drop(listener, CloseCode.NOT_SIGNED_IN, SIGNED_OUT);
            }
        }
    }

    private Set<Listener> everybody() {
        Set<Listener> all = new LinkedHashSet<>(early);
        listeners.values().forEach(all::addAll);
        return all;
    }

    /** Those of the channels that anybody listens to, or may come back to. */
    private Set<String> heard(Set<String> channels) {
        channels.removeIf(name -> !ring.isOpen(name) && !listeners.containsKey(name));
        return channels;
    }

    /** Nothing is unsealed for those alone who are not told it, such as whoever is offered a visit. */
    private void cast(Turn turn, RegionView.OrderChange change, Set<String> heard) {
        Order after = change.after();
        if (after == null || heard.isEmpty()) {
            return;
        }
        if (!casting.tellsSecrets(after, heard)) {
            turn.add(casting.cast(change, Secrets.NONE, heard));
            return;
        }
        turn.waiting++;
        when(unsealing.secrets(after, true, Snapshots.people(after)), secrets -> {
            turn.waiting--;
            turn.add(casting.cast(change, secrets, heard));
            run();
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

    /** Takes turns that are complete, the oldest first. */
    private void run() {
        while (!turns.isEmpty() && turns.peek().waiting == 0) {
            turns.remove().deliver();
        }
    }

    /** What one entry, or one who joins, does when all before it is done. */
    private class Turn {
        final Point at;
        final Map<String, List<Frame>> frames = new LinkedHashMap<>();
        int waiting;

        Turn(Point at) {
            this.at = at;
        }

        void add(Map<String, List<Frame>> more) {
            more.forEach((channel, list) -> frames.computeIfAbsent(channel, unknown -> new ArrayList<>())
                    .addAll(list));
        }

        void deliver() {
            Map<Listener, List<Sent>> sent = new LinkedHashMap<>();
            frames.forEach((channel, list) -> {
                ring.add(channel, new Ring.Batch(at, list));
                for (Listener listener : listeners.getOrDefault(channel, Set.of())) {
                    list.forEach(frame -> sent.computeIfAbsent(listener, unknown -> new ArrayList<>())
                            .add(new Sent(topic(channel), frame)));
                }
            });
            sent.forEach((listener, list) -> push(listener, at, list));
        }
    }

    private record Sent(String topic, Frame frame) {}

    private static String topic(String channel) {
        return channel.startsWith("me:") ? "me" : channel;
    }

    private static List<String> channels(Listener listener) {
        List<String> channels = new ArrayList<>();
        listener.topics.forEach(
                topic -> channels.add(topic.equals("me") ? Casting.me(listener.caller.subject()) : topic));
        return channels;
    }

    private void push(Listener listener, Point at, List<Sent> list) {
        if (listener.gone || at.compareTo(listener.point) <= 0) {
            return;
        }
        long now = nowMs.getAsLong();
        if (!listener.caller.mayListen(now)) {
            drop(listener, CloseCode.NOT_SIGNED_IN, "the token has run out");
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

    private void send(Listener listener, Point at, List<Frame> frames) {
        for (int i = 0; i < frames.size() && !listener.gone; i++) {
            Frame frame = frames.get(i);
            String seq = i == frames.size() - 1 ? at.toString() : "";
            if (!listener.outbox.put(frame.key, () -> frame.bytes(listener.language, listener.wire, seq))) {
                tooSlow(listener);
            }
        }
    }

    private void tooSlow(Listener listener) {
        drop(listener, CloseCode.TOO_SLOW, "too slow: more than " + Outbox.MAX_BYTES + " bytes wait");
    }

    private void welcome(Listener listener) {
        if (!isSignedIn(listener.caller)) {
            drop(listener, CloseCode.NOT_SIGNED_IN, SIGNED_OUT);
            return;
        }
        List<String> channels = channels(listener);
        boolean resumes = listener.point.generation() == head.generation()
                && (listener.point.compareTo(head) >= 0
                        || channels.stream()
                                .allMatch(
                                        name -> ring.after(name, listener.point).isPresent()));
        channels.forEach(name -> ring.open(name, head));
        if (resumes) {
            turns.add(new Turn(head) {
                @Override
                void deliver() {
                    resume(listener, channels);
                }
            });
        } else {
            snapshot(listener, channels);
        }
        run();
    }

    private void resume(Listener listener, List<String> channels) {
        TreeMap<Point, List<Sent>> missed = new TreeMap<>();
        for (String channel : channels) {
            Optional<List<Ring.Batch>> batches =
                    listener.point.compareTo(head) >= 0 ? Optional.of(List.of()) : ring.after(channel, listener.point);
            if (batches.isEmpty()) {
                drop(listener, CloseCode.NODE_GOING, "too much has happened meanwhile; connect again");
                return;
            }
            batches.get()
                    .forEach(batch -> batch.frames()
                            .forEach(frame -> missed.computeIfAbsent(batch.at(), unknown -> new ArrayList<>())
                                    .add(new Sent(topic(channel), frame))));
        }
        admit(listener, channels, true);
        missed.forEach((at, list) -> push(listener, at, list));
        if (!view.emergency().getId().isEmpty()) {
            tell(listener, casting.emergency());
        }
    }

    private void snapshot(Listener listener, List<String> channels) {
        List<ServerFrame> pages = new ArrayList<>();
        Emergency made = view.emergency();
        Turn turn = new Turn(head) {
            @Override
            void deliver() {
                admit(listener, channels, false);
                listener.point = at;
                List<Frame> frames = new ArrayList<>();
                for (int i = 0; i < pages.size(); i++) {
                    frames.add(Frame.of("snapshot/" + i, pages.get(i)));
                }
                send(listener, at, frames);
                if (!made.equals(view.emergency())) {
                    tell(listener, casting.emergency());
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
                        drop(listener, CloseCode.NODE_GOING, "the snapshot could not be made; connect again");
                    }
                    run();
                }));
    }

    private void admit(Listener listener, List<String> channels, boolean resumed) {
        if (listener.gone) {
            return;
        }
        if (!isSignedIn(listener.caller)) {
            drop(listener, CloseCode.NOT_SIGNED_IN, SIGNED_OUT);
            return;
        }
        channels.forEach(name -> listeners
                .computeIfAbsent(name, unknown -> new LinkedHashSet<>())
                .add(listener));
        listener.live = true;
        replaceOldest(listener);
        Welcome welcome = Welcome.newBuilder()
                .setResumed(resumed)
                .setSubject(listener.caller.subject())
                .setNode(node)
                .build();
        aside(
                listener,
                Frame.of("welcome", ServerFrame.newBuilder().setWelcome(welcome).build()));
    }

    private void replaceOldest(Listener fresh) {
        List<Listener> own = listeners.getOrDefault(Casting.me(fresh.caller.subject()), Set.of()).stream()
                .toList();
        if (own.size() > MAX_STREAMS_A_PERSON) {
            drop(own.get(0), CloseCode.REPLACED, "a newer stream of the same person took its place");
        }
    }

    private void drop(Listener listener, int code, String reason) {
        forget(listener);
        listener.connection.close(code, reason);
    }

    private void forget(Listener listener) {
        listener.gone = true;
        early.remove(listener);
        for (String name : channels(listener)) {
            Set<Listener> those = listeners.get(name);
            if (those != null && those.remove(listener) && those.isEmpty()) {
                listeners.remove(name);
            }
        }
    }

    private void closeAll(int code, String reason) {
        everybody().forEach(listener -> drop(listener, code, reason));
    }
}
