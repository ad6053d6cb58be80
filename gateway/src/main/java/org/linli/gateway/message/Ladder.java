package org.linli.gateway.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.stream.Unsealing;
import org.linli.gateway.view.Orders;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Change;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Message;
import org.linli.proto.MessageAttempt;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessageWishes;
import org.linli.proto.Order;
import org.linli.proto.Profile;
import org.linli.proto.Team;

/**
 * From the socket to the next channel: follows the log, and sends what an open page has not shown in time, or whom it cannot
 * reach. What is due follows from the order and from what was sent; nothing else is remembered, so that any node may go on
 * where another stopped. All work is done on the loop, and none of it blocks.
 */
public final class Ladder implements LogFollower {
    /** Messages under way from this node; each waits for a carrier, the rest for its turn. */
    static final int MOST_UNDER_WAY = 64;
    /** Nodes do not all reach for the same message at once. */
    static final long SPREAD_MS = 1_000;
    /** What is reported by day is at hand for so long. */
    static final long KEEP_MS = 8L * 24 * 3_600_000;

    private static final long SOON_MS = 2_000;
    private static final long SWEEP_MS = 3_600_000;

    private final Parts parts;
    private final Sending sending;
    private final @Nullable NumberDesk numbers;
    private final Wording wording;
    private final Map<String, Told> orders = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private @Nullable CompletableFuture<Void> drained;
    private boolean ready;

    /**
     * What the ladder works with.
     *
     * @param profiles  people's files as the read model has them
     * @param teams     teams by id, as the read model has them
     * @param unsealing opens what messages may tell
     * @param nowMs     Unix milliseconds, near the region's
     */
    public record Parts(
            Loop loop,
            Frames frames,
            Function<String, Optional<Profile>> profiles,
            Function<String, Optional<Team>> teams,
            Unsealing unsealing,
            LongSupplier nowMs,
            RandomGenerator chance) {}

    /** @param numbers binds numbers that stand for others; null: nobody does */
    Ladder(Parts parts, Sending sending, @Nullable NumberDesk numbers) {
        this.parts = parts;
        this.sending = sending;
        this.numbers = numbers;
        this.wording = new Wording(parts.frames(), parts.teams());
        parts.loop().schedule(SWEEP_MS, this::sweep);
    }

    @Override
    public void load(List<Versioned> page) {
        parts.loop().execute(() -> page.forEach(found -> take(found.key(), found.version(), found.entity())));
    }

    @Override
    public void ready(long generation, long sequence) {
        parts.loop().execute(() -> {
            ready = true;
            List.copyOf(orders.values()).forEach(this::look);
        });
    }

    @Override
    public void apply(Entry entry) {
        parts.loop().execute(() -> {
            for (Change change : entry.getChangesList()) {
                Told told = take(change.getKey(), change.getVersion(), change.getAfter());
                if (told != null && ready) {
                    look(told);
                }
            }
        });
    }

    @Override
    public void reset() {
        parts.loop().execute(() -> {
            ready = false;
            orders.values().forEach(Ladder::forget);
            orders.clear();
        });
    }

    private @Nullable Told take(String key, long version, Entity entity) {
        String kind = EntityKey.kind(key);
        if (!kind.equals("order") && !kind.equals("messages")) {
            return null;
        }
        Told told = orders.computeIfAbsent(EntityKey.id(key), Told::new);
        if (kind.equals("order") && version > told.orderVersion) {
            told.order = entity.hasOrder() ? entity.getOrder() : null;
            told.orderVersion = version;
        } else if (kind.equals("messages") && version > told.messagesVersion) {
            told.messages = entity.getMessages();
            told.messagesVersion = version;
        }
        return told;
    }

    private static void forget(Told told) {
        if (told.look != null) {
            told.look.cancel();
            told.look = null;
        }
    }

    /** Sends what is due, and comes back when the next is. */
    private void look(Told told) {
        forget(told);
        Order order = told.order;
        if (order == null || !ready || drained != null) {
            return;
        }
        long nowMs = parts.nowMs().getAsLong();
        long nextMs = numbers == null ? Long.MAX_VALUE : numbers.look(told, order, this::look);
        for (Occasion occasion :
                Occasions.of(order, told.messages, parts.frames().policy(), parts.teams())) {
            Optional<Rung> rung = busy.contains(occasion.key()) ? Optional.empty() : rung(told, order, occasion, null);
            if (rung.isPresent()) {
                long atMs = Math.max(rung.get().atMs(), told.rests.getOrDefault(occasion.key(), 0L));
                boolean begun = atMs <= nowMs && begin(told, occasion);
                nextMs = begun ? nextMs : Math.min(nextMs, Math.max(atMs, nowMs + SOON_MS));
            }
        }
        if (nextMs < Long.MAX_VALUE) {
            told.look = parts.loop().schedule(nextMs - nowMs + parts.chance().nextLong(SPREAD_MS), () -> look(told));
        } else if (Orders.isOver(order) && busy.isEmpty() && told.messagesVersion == 0) {
            orders.remove(told.orderId);
        }
    }

    /** @param secrets what is known of addresses; null: nothing yet, so that every channel may be */
    private Optional<Rung> rung(Told told, Order order, Occasion occasion, @Nullable Secrets secrets) {
        Optional<Profile> profile = parts.profiles().apply(occasion.recipient());
        Set<MessageChannel> carried = EnumSet.noneOf(MessageChannel.class);
        sending.carriers().forEach((channel, carrier) -> {
            if (secrets == null || !address(channel, occasion, order, secrets).isEmpty()) {
                carried.add(channel);
            }
        });
        return Rung.next(
                occasion,
                told.find(occasion).orElse(null),
                Addresses.channels(occasion, order, profile, carried),
                profile.map(Profile::getMessages).orElse(MessageWishes.getDefaultInstance()),
                parts.nowMs().getAsLong(),
                parts.frames().policy().zone());
    }

    /** A number that the order names is the resident's for this order. */
    private static String address(MessageChannel channel, Occasion occasion, Order order, Secrets secrets) {
        String named = occasion.recipient().equals(order.getResidentId())
                ? secrets.order().getPhone()
                : "";
        return Addresses.address(channel, secrets.person(occasion.recipient()), named);
    }

    /** False where there is no room now. */
    private boolean begin(Told told, Occasion occasion) {
        if (busy.size() >= MOST_UNDER_WAY) {
            return false;
        }
        busy.add(occasion.key());
        Order order = told.order == null ? Order.getDefaultInstance() : told.order;
        Set<String> people = new HashSet<>(Orders.assigned(order));
        people.add(occasion.recipient());
        parts.unsealing()
                .secrets(order, true, people)
                .whenComplete((secrets, error) ->
                        parts.loop().here(() -> opened(told, occasion, error == null ? secrets : null)));
        return true;
    }

    private void opened(Told told, Occasion occasion, @Nullable Secrets secrets) {
        Order order = told.order;
        if (secrets == null || order == null) {
            ended(told, occasion, SOON_MS);
            return;
        }
        Optional<Rung> rung = rung(told, order, occasion, secrets);
        Carrier carrier =
                rung.map(next -> sending.carriers().get(next.channel())).orElse(null);
        if (rung.isEmpty() || rung.get().atMs() > parts.nowMs().getAsLong() || carrier == null) {
            // There is no way to this person now; a change of the order or of the file may open one.
            ended(told, occasion, SWEEP_MS);
        } else if (!carrier.isWell()) {
            ended(told, occasion, SOON_MS);
        } else {
            send(told, occasion, rung.get().channel(), order, secrets);
        }
    }

    private void send(Told told, Occasion occasion, MessageChannel channel, Order order, Secrets secrets) {
        boolean english = Addresses.readsEnglish(parts.profiles().apply(occasion.recipient()));
        Letter letter = wording.letter(occasion, channel, order, secrets, english)
                .to(address(channel, occasion, order, secrets));
        sending.send(new Sending.Parcel(
                        told.orderId, occasion.subject(), occasion.recipient(), occasion.purpose(), channel, letter))
                .whenComplete((outcome, error) -> parts.loop().here(() -> ended(told, occasion, SOON_MS)));
    }

    private void ended(Told told, Occasion occasion, long againMs) {
        busy.remove(occasion.key());
        if (drained != null && busy.isEmpty()) {
            drained.complete(null);
        }
        told.rests.put(occasion.key(), parts.nowMs().getAsLong() + againMs);
        look(told);
    }

    /** Begins nothing more; completes when what is under way is written down. Callable from any thread. */
    CompletionStage<Void> drain() {
        return parts.loop().ask(() -> {
            CompletableFuture<Void> done = new CompletableFuture<>();
            drained = done;
            if (busy.isEmpty()) {
                done.complete(null);
            }
            return done;
        });
    }

    /** What is older than any report asks for. */
    private void sweep() {
        long oldestMs = parts.nowMs().getAsLong() - KEEP_MS;
        orders.values().removeIf(told -> {
            Order order = told.order;
            boolean over = order == null || Orders.isOver(order);
            return over && told.lastMs() < oldestMs && told.look == null;
        });
        parts.loop().schedule(SWEEP_MS, this::sweep);
    }

    /** What was sent on a day. Completes on the loop; callable from any thread. */
    public CompletionStage<List<DayReport.Line>> report(long fromMs, long untilMs) {
        return parts.loop().ask(() -> {
            DayReport report = new DayReport(fromMs, untilMs);
            new ArrayList<>(orders.values()).forEach(told -> report.add(told.messages));
            return CompletableFuture.completedFuture(report.lines());
        });
    }

    /** The last message of those that asked one of these people something by the channel. Callable from any thread. */
    CompletionStage<Optional<MessageKey>> lastAsked(Set<String> people, MessageChannel channel) {
        return parts.loop()
                .ask(() -> CompletableFuture.completedFuture(orders.values().stream()
                        .flatMap(told -> told.messages.getMessagesList().stream())
                        .filter(message -> people.contains(message.getRecipient())
                                && Wording.isAnswered(message.getPurpose())
                                && claimedMs(message, channel) > 0)
                        .max(Comparator.comparingLong(message -> claimedMs(message, channel)))
                        .map(message ->
                                new MessageKey(message.getSubject(), message.getRecipient(), message.getPurpose()))));
    }

    private static long claimedMs(Message message, MessageChannel channel) {
        return message.getAttemptsList().stream()
                .filter(attempt -> attempt.getChannel() == channel)
                .mapToLong(MessageAttempt::getClaimedAtMs)
                .findFirst()
                .orElse(0);
    }

    static Map<MessageChannel, Long> costs(MessageSettings settings) {
        Map<MessageChannel, Long> costs = new EnumMap<>(MessageChannel.class);
        settings.carriers().forEach((channel, carrier) -> costs.put(channel, carrier.costMilli()));
        return costs;
    }
}
