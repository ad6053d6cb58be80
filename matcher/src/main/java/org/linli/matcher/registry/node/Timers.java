package org.linli.matcher.registry.node;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.store.TimerStore;
import org.linli.proto.Actor;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.FireTimer;
import org.linli.proto.Role;
import org.linli.proto.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires the region's due timers, as commands that are checked by state. Every node may do so at once: the second to
 * fire one changes nothing. By the region's clock a timer is never early, and at most {@link #POLL_MS} late.
 */
public final class Timers implements AutoCloseable {
    /** How late a timer may be. */
    public static final long POLL_MS = 250;
    /** As many as a batch of the store carries. */
    private static final int AT_ONCE = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
    private static final Actor ENGINE = Actor.newBuilder()
            .setSubject("timers")
            .setRole(Role.ROLE_SYSTEM)
            .setChannel(Channel.CHANNEL_ENGINE)
            .build();

    private final Loop loop;
    private final TimerStore store;
    private final Registry registry;
    private boolean closed;

    public Timers(Loop loop, TimerStore store, Registry registry) {
        this.loop = loop;
        this.store = store;
        this.registry = registry;
    }

    /** Begins to look. */
    public void start() {
        loop.execute(this::look);
    }

    /** Fires no more. */
    @Override
    public void close() {
        loop.execute(() -> closed = true);
    }

    private void look() {
        if (closed) {
            return;
        }
        store.due(AT_ONCE).whenComplete((due, error) -> {
            if (error != null) {
                LOG.debug("Due timers could not be read: {}", error.getMessage());
                lookAgainIn(POLL_MS);
            } else {
                fire(due);
            }
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // how it ended says how soon to look again
    private void fire(TimerStore.Due due) {
        List<Timer> pointless = new ArrayList<>();
        CompletableFuture<?>[] fired = due.due().stream()
                .map(timer -> fire(timer, pointless).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(fired).whenComplete((done, error) -> {
            if (!pointless.isEmpty()) {
                disarm(pointless);
            }
            lookAgainIn(pause(due, error != null));
        });
    }

    /** Where this fails they are found again by the next look, and are as pointless then. */
    private void disarm(List<Timer> pointless) {
        store.disarm(pointless).whenComplete((done, error) -> {
            if (error != null) {
                LOG.debug("Pointless timers could not be disarmed: {}", error.getMessage());
            }
        });
    }

    private CompletableFuture<?> fire(Timer timer, List<Timer> pointless) {
        Command command = Command.newBuilder()
                .setActor(ENGINE)
                .setFireTimer(FireTimer.newBuilder().setTimer(timer))
                .build();
        return registry.submit("", ByteString.EMPTY, 0, command)
                .thenAccept(reply -> {
                    if (!reply.getProblem().isEmpty()) {
                        LOG.info(
                                "Timer {} of {} is pointless: {}",
                                timer.getKind(),
                                timer.getSubject(),
                                reply.getProblem());
                        pointless.add(timer);
                    }
                })
                .toCompletableFuture();
    }

    /** A full page means that there are more; what failed waits, so that a sick store is not hammered. */
    private static long pause(TimerStore.Due due, boolean failed) {
        if (failed) {
            return POLL_MS;
        }
        if (due.due().size() >= AT_ONCE) {
            return 0;
        }
        long untilNext = due.nextDueMs() == 0 ? POLL_MS : due.nextDueMs() - due.nowMs();
        return Math.max(1, Math.min(POLL_MS, untilNext));
    }

    private void lookAgainIn(long ms) {
        if (!closed) {
            loop.schedule(ms, this::look);
        }
    }
}
