package org.linli.gateway.message;

import com.google.protobuf.ByteString;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Store;
import org.linli.proto.Actor;
import org.linli.proto.AdvanceWebhook;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.Entry;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one receiver of webhooks what the log says of orders and activities: each event at least once, in the log's order, one at a time,
 * signed. How far it has come is written in the registry after every batch, and one node at a time delivers; the next takes
 * over where that fell silent, and what was under way then comes twice, with the same id. Everything happens on the loop.
 */
public final class Courier implements AutoCloseable {
    static final long PAUSE_MS = 1_000;
    static final long MOST_PAUSE_MS = 300_000;
    /** A third of what a hold lasts: one call more ends well within it. */
    private static final long RENEW_MS = 10_000;

    /** Events that are delivered before that is written down; so many may come twice. */
    static final int PAGE = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final MessageSettings.Webhook webhook;
    private final StandardWebhooks signatures;
    private final Parts parts;
    private final Deque<CloudEvents.Event> waiting = new ArrayDeque<>();
    private long generation;
    private long sequence;
    private long pageSequence;
    private long heldMs;
    private int failures;
    private boolean closed;

    /**
     * What a courier works with.
     *
     * @param log    reads the log, see {@link Store#range}
     * @param self   this node's name, unique over time
     * @param nowMs  Unix milliseconds
     */
    public record Parts(
            Loop loop,
            Registry registry,
            LogSource log,
            HttpPost post,
            String self,
            LongSupplier nowMs,
            RandomGenerator chance,
            MessageMeters meters) {}

    /** Reads the log for itself. */
    @FunctionalInterface
    public interface LogSource {
        CompletionStage<LogPage> range(long generation, long afterSequence, int limit);
    }

    public Courier(MessageSettings.Webhook webhook, Parts parts) {
        this.webhook = webhook;
        this.signatures = new StandardWebhooks(webhook.secret());
        this.parts = parts;
    }

    /** Begins where the last one stopped; a receiver that is new is told from now on. */
    public void start() {
        parts.loop().execute(this::hold);
    }

    @Override
    public void close() {
        parts.loop().execute(() -> closed = true);
    }

    /** Takes the receiver over, or waits while another node has it. */
    private void hold() {
        if (closed) {
            return;
        }
        advance(0, 0)
                .whenComplete((reply, error) -> onLoop(() -> {
                    if (error != null || !reply.getProblem().isEmpty()) {
                        later(this::hold);
                        return;
                    }
                    generation = Long.parseLong(reply.getArguments(0));
                    sequence = Long.parseLong(reply.getArguments(1));
                    if (generation == 0) {
                        beginAtTheEnd();
                    } else {
                        read();
                    }
                }));
    }

    private void beginAtTheEnd() {
        parts.log()
                .range(0, Store.START, 1)
                .whenComplete((page, error) -> onLoop(() -> {
                    if (error != null) {
                        later(this::hold);
                        return;
                    }
                    reached(page.generation(), page.head(), this::read);
                }));
    }

    private void read() {
        if (closed) {
            return;
        }
        parts.log()
                .range(generation, sequence, PAGE)
                .whenComplete((page, error) -> onLoop(() -> {
                    if (error != null) {
                        later(this::read);
                    } else {
                        take(page);
                    }
                }));
    }

    private void take(LogPage page) {
        List<Entry> entries = page.entries();
        if (page.trimmed()) {
            lost(page);
            return;
        }
        if (entries.isEmpty()) {
            sequence = page.generation() == generation ? sequence : Store.START;
            generation = page.generation();
            later(this::read);
            return;
        }
        entries.forEach(entry -> waiting.addAll(CloudEvents.of(parts.registry().region(), entry)));
        Entry last = entries.get(entries.size() - 1);
        generation = last.getGeneration();
        pageSequence = last.getSequence();
        if (waiting.isEmpty()) {
            // Nothing to tell, nothing to write down: writing would be news itself.
            sequence = pageSequence;
            parts.loop().execute(this::read);
        } else {
            beginPage();
        }
    }

    /** It was away for longer than the log is kept. */
    private void lost(LogPage page) {
        LOG.error(
                "webhook {}: the log no longer reaches back to {}-{}; what was between is not told",
                webhook.name(),
                generation,
                sequence);
        parts.meters().webhook(webhook.name(), "lost");
        reached(page.generation(), page.head(), this::read);
    }

    /** Nobody else must have begun meanwhile, and nobody does for as long as this lasts. */
    private void beginPage() {
        heldMs = parts.nowMs().getAsLong();
        advance(generation, sequence)
                .whenComplete((reply, error) -> onLoop(() -> {
                    if (error != null || !reply.getProblem().isEmpty()) {
                        waiting.clear();
                        later(this::hold);
                    } else {
                        deliver();
                    }
                }));
    }

    private void deliver() {
        CloudEvents.Event event = waiting.peek();
        if (closed) {
            return;
        }
        if (event == null) {
            reached(generation, pageSequence, this::read);
            return;
        }
        if (parts.nowMs().getAsLong() - heldMs >= RENEW_MS) {
            beginPage();
            return;
        }
        Buffer body = event.json().toBuffer();
        long seconds = parts.nowMs().getAsLong() / 1000;
        Map<String, String> headers = Map.of(
                "Content-Type",
                CloudEvents.CONTENT_TYPE,
                StandardWebhooks.ID,
                event.id(),
                StandardWebhooks.TIMESTAMP,
                Long.toString(seconds),
                StandardWebhooks.SIGNATURE,
                signatures.sign(event.id(), seconds, body.getBytes()));
        parts.post()
                .post(webhook.url(), headers, body)
                .whenComplete((said, error) -> onLoop(() -> {
                    boolean taken = error == null && said.isFine();
                    parts.meters().webhook(webhook.name(), taken ? "delivered" : "failed");
                    if (taken) {
                        failures = 0;
                        waiting.remove();
                        deliver();
                    } else {
                        again();
                    }
                }));
    }

    /** Under a hold that may have run out meanwhile. */
    private void again() {
        failures++;
        parts.loop().schedule(pauseMs(), this::beginPage);
    }

    private long pauseMs() {
        long ceiling = Math.min(MOST_PAUSE_MS, PAUSE_MS << Math.min(failures - 1, 10));
        return ceiling / 2 + parts.chance().nextLong(ceiling / 2 + 1);
    }

    private void reached(long ofGeneration, long upTo, Runnable then) {
        advance(ofGeneration, upTo)
                .whenComplete((reply, error) -> onLoop(() -> {
                    if (error != null || !reply.getProblem().isEmpty()) {
                        later(this::hold);
                        return;
                    }
                    generation = ofGeneration;
                    sequence = upTo;
                    then.run();
                }));
    }

    private CompletionStage<Reply> advance(long ofGeneration, long upTo) {
        return parts.registry()
                .submit(
                        "",
                        ByteString.EMPTY,
                        0,
                        Command.newBuilder()
                                .setActor(Actor.newBuilder()
                                        .setRole(Role.ROLE_SYSTEM)
                                        .setChannel(Channel.CHANNEL_ENGINE))
                                .setAdvanceWebhook(AdvanceWebhook.newBuilder()
                                        .setName(webhook.name())
                                        .setHolder(parts.self())
                                        .setGeneration(ofGeneration)
                                        .setSequence(upTo))
                                .build());
    }

    private void onLoop(Runnable task) {
        parts.loop().here(task);
    }

    private void later(Runnable task) {
        if (!closed) {
            parts.loop().schedule(PAUSE_MS, task);
        }
    }
}
