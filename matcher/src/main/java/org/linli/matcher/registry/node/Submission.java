package org.linli.matcher.registry.node;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.matcher.registry.Rank;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.matcher.registry.store.StoredReply;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Reply;

/** One command on its way: read, decide, commit, and again where the world has moved on. On the loop alone. */
final class Submission {
    /** Somebody commits in every round that fails, so this many can only be lost on an entity that all want at once. */
    static final int ROUNDS = 32;

    private final LinliRegistry registry;
    private final ByteString request;
    private final ByteString bodyHash;
    private final long leaseEpoch;
    private final Command command;
    private final boolean commits;
    private final Rank rank;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private int rounds;
    /** Whether it is being decided on what this node knows, without a read. */
    private boolean guessing;

    Submission(LinliRegistry registry, ByteString request, ByteString bodyHash, long leaseEpoch, Command command) {
        this(registry, request, bodyHash, leaseEpoch, command, true);
    }

    private Submission(
            LinliRegistry registry,
            ByteString request,
            ByteString bodyHash,
            long leaseEpoch,
            Command command,
            boolean commits) {
        this.commits = commits;
        this.registry = registry;
        this.request = request;
        this.bodyHash = bodyHash;
        this.leaseEpoch = leaseEpoch;
        this.command = command;
        this.rank = Rank.of(command);
    }

    /** Goes as far as the decision, and changes nothing. */
    static Submission rehearsal(LinliRegistry registry, Command command) {
        return new Submission(registry, ByteString.EMPTY, ByteString.EMPTY, 0, command, false);
    }

    CompletableFuture<Reply> reply() {
        return reply;
    }

    Rank rank() {
        return rank;
    }

    void start() {
        guarded(() -> {
            keys.add(EntityKey.POLICY); // always the first
            keys.addAll(registry.rules().reads(command));
            guessing = commits && registry.time().isFresh();
            guessOrRead("it was never read");
        });
    }

    /**
     * Decides on what this node knows of all that is needed, where it does: the commit compares versions, generation and
     * request all the same, and where the guess was wrong everything is read.
     */
    private void guessOrRead(String lastObstacle) {
        PolicyCache.Held held = registry.policies().newest();
        RegionTime time = registry.time();
        List<Versioned> entities = guessing && held.isOf(time.generation()) ? guess(held) : List.of();
        if (entities.size() == keys.size()) {
            decide(new Answer.Read(time.nowMs(), time.generation(), 0, entities), held);
        } else {
            guessing = false;
            read(lastObstacle);
        }
    }

    /** What is known of the keys, in their order, up to the first of which nothing is. */
    private List<Versioned> guess(PolicyCache.Held held) {
        List<Versioned> entities = new ArrayList<>(keys.size());
        for (String key : keys) {
            Optional<Versioned> known = key.equals(EntityKey.POLICY)
                    ? Optional.of(held.stored())
                    : registry.known().find(registry.time().generation(), key);
            if (known.isPresent()) {
                entities.add(known.get());
            } else if (isToCome(key)) {
                entities.add(Versioned.absent(key));
            } else {
                break;
            }
        }
        return entities;
    }

    /** Whether nothing stands there yet: under a new order's id, drawn at random, or a posting, written once by whoever confirms. */
    private boolean isToCome(String key) {
        boolean drawn = !request.isEmpty()
                && command.hasSubmitOrder()
                && key.equals(EntityKey.order(command.getSubmitOrder().getOrderId()));
        return drawn || EntityKey.isPosting(key);
    }

    /** The guess was wrong, or would not be found to be. */
    private void readInstead(String obstacle) {
        registry.known().forget(keys);
        guessing = false;
        read(obstacle);
    }

    private void read(String lastObstacle) {
        if (++rounds > ROUNDS) {
            throw new Registry.Unavailable(
                    "Others were faster " + ROUNDS + " times in a row (last: " + lastObstacle + ").");
        }
        registry.figures().read();
        PolicyCache.Held held = registry.policies().newest();
        Query query = new Query(request, List.copyOf(keys), PolicyCache.heldVersions(held));
        registry.reads()
                .askAnyway(rank, query)
                .whenComplete((answer, error) -> guarded(error, () -> take(answer, held)));
    }

    private void take(Answer answer, PolicyCache.Held held) {
        if (answer instanceof Answer.Read read) {
            registry.time().told(read.generation(), read.nowMs());
            if (held.isMistakenFor(read.entities().get(0), read.generation())) {
                registry.policies().forget();
                read("the region was put back");
                return;
            }
            read.entities().stream()
                    .filter(entity ->
                            !entity.key().equals(EntityKey.POLICY)) // which comes without its text where it is held
                    .forEach(entity -> registry.known().learn(read.generation(), entity));
            decide(read, held);
        } else if (answer instanceof Answer.Seen seen) {
            repeat(seen.reply());
        } else if (answer instanceof Answer.Failed failed) {
            // Nothing was to change yet, so nothing did.
            throw new Registry.Unavailable(failed.failure().reason());
        }
    }

    private void decide(Answer.Read read, PolicyCache.Held held) {
        Map<String, Versioned> entities = new LinkedHashMap<>();
        for (Versioned entity : read.entities()) {
            entities.put(entity.key(), entity);
        }
        PolicyCache.Held policy =
                registry.policies().seen(read.generation(), read.entities().get(0), held);
        entities.put(EntityKey.POLICY, policy.stored());
        ReadState state = new ReadState(entities, policy);
        Commits.Guard guard = new Commits.Guard(read.generation(), leaseEpoch, request, bodyHash);
        Decision decision;
        try {
            decision = registry.rules().decide(state, command, read.nowMs());
        } catch (RuntimeException bugOrGuess) {
            if (!guessing) {
                throw bugOrGuess;
            }
            readInstead("what was known of several moments did not agree");
            return;
        }
        if (decision instanceof Decision.NeedMore more) {
            needMore(more);
        } else if (decision instanceof Decision.Rejected rejected) {
            reject(guard, state, rejected.reply());
        } else if (decision instanceof Decision.Accepted accepted && !commits) {
            reply.complete(accepted.reply());
        } else if (decision instanceof Decision.Accepted accepted) {
            commit(Commits.accepted(guard, command, state, accepted));
        }
    }

    private void needMore(Decision.NeedMore more) {
        if (!keys.addAll(more.keys())) {
            throw new IllegalStateException(
                    "The decision of " + command.getBodyCase() + " asks again for " + more.keys());
        }
        guessOrRead("it needed " + more.keys());
    }

    /** A refusal that is not committed must have been read: nothing would tell of a wrong guess. */
    private void reject(Commits.Guard guard, ReadState state, Reply refusal) {
        if (request.isEmpty() && guessing) {
            readInstead("it was refused on a guess");
        } else if (request.isEmpty()) {
            reply.complete(refusal.toBuilder().setGeneration(guard.generation()).build());
        } else {
            commit(Commits.rejected(guard, command, state, refusal));
        }
    }

    private void commit(Commit commit) {
        registry.known().forget(commit.changes().stream().map(Change::getKey).toList());
        registry.commits()
                .askAnyway(rank, commit)
                .whenComplete((outcome, error) -> guarded(error, () -> take(outcome, commit)));
    }

    private void take(Outcome outcome, Commit commit) {
        if (outcome instanceof Outcome.Done done) {
            done(commit, done);
        } else if (outcome instanceof Outcome.Conflict conflict) {
            registry.figures().conflict();
            readInstead(conflict.what() + " has changed");
        } else if (outcome instanceof Outcome.Seen seen) {
            repeat(seen.reply());
        } else if (outcome instanceof Outcome.LeaseLost lost) {
            reply.complete(LinliRegistry.problem("lease-lost", Long.toString(leaseEpoch), Long.toString(lost.epoch())));
        } else if (outcome instanceof Outcome.Failed failed) {
            throw failed.failure().toException();
        }
    }

    private void done(Commit commit, Outcome.Done done) {
        registry.figures().commit();
        registry.time().told(done.generation(), done.atMs());
        if (done.sequence() > 0) {
            registry.tail().committed(Commits.entry(commit, done));
        }
        reply.complete(commit.reply().toBuilder()
                .setGeneration(done.generation())
                .setSequence(done.sequence())
                .build());
    }

    private void repeat(StoredReply stored) {
        registry.figures().repeat();
        reply.complete(LinliRegistry.again(stored, bodyHash));
    }

    private void guarded(Runnable step) {
        guarded(null, step);
    }

    /** Whatever goes wrong, whoever asked is told. */
    private void guarded(@Nullable Throwable error, Runnable step) {
        if (error != null) {
            reply.completeExceptionally(error);
            return;
        }
        try {
            step.run();
        } catch (Registry.Unavailable | Registry.OutcomeUnknown expected) {
            reply.completeExceptionally(expected);
        } catch (RuntimeException bug) {
            LinliRegistry.LOG.error("A {} could not be decided", command.getBodyCase(), bug);
            reply.completeExceptionally(bug);
        }
    }
}
