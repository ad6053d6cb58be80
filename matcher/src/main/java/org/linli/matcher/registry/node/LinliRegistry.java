package org.linli.matcher.registry.node;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Rank;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.Gathering;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.matcher.registry.store.Store;
import org.linli.matcher.registry.store.StoredReply;
import org.linli.proto.Command;
import org.linli.proto.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry of one region on this node: decides in memory, commits in the store, and takes nobody's word for it. */
public final class LinliRegistry implements Registry {
    static final Logger LOG = LoggerFactory.getLogger(LinliRegistry.class);
    /** A request key as the door makes it: subject, route and 128 characters of the client's. */
    private static final int REQUEST_KEY_LIMIT = 400;
    /** 128 bits: two keys of a region that collide are not to be expected in its lifetime. */
    private static final int REQUEST_DIGEST_BYTES = 16;

    private static final int READS_AT_ONCE = 1;
    /** So that the store has the next batch while the answers to the last one are on their way. */
    private static final int COMMITS_AT_ONCE = 2;
    /** An index set is a proposal to look, and nobody looks at more. */
    private static final int MEMBERS_LIMIT = 10_000;

    private final String region;
    private final Loop loop;
    private final LogTail tail;
    private final PolicyCache policies;
    private final Rules rules;
    private final RegistryFigures figures = new RegistryFigures();
    private final Batcher<Query, Answer> reads;
    private final Batcher<Commit, Outcome> commits;
    private final Gathering<String, List<String>> lookups;
    private final RegionTime time;
    private final KnownEntities known = new KnownEntities();
    private int underWay;

    /**
     * @param loop         on which the store answers
     * @param policyReader makes rules of a policy's YAML; throws where it cannot
     * @param standing     the rules while the region has none stored
     */
    public LinliRegistry(
            String region,
            Loop loop,
            Store store,
            LogTail tail,
            Function<String, RegionPolicy> policyReader,
            RegionPolicy standing) {
        this(region, loop, store, tail, policyReader, standing, Rules.ofDecider());
    }

    /** @param rules who decides; the house's own but in tests and simulation */
    public LinliRegistry(
            String region,
            Loop loop,
            Store store,
            LogTail tail,
            Function<String, RegionPolicy> policyReader,
            RegionPolicy standing,
            Rules rules) {
        this(region, loop, store, tail, new PolicyCache(policyReader, standing), rules);
    }

    LinliRegistry(String region, Loop loop, Store store, LogTail tail, PolicyCache policies, Rules rules) {
        this.region = region;
        this.loop = loop;
        this.tail = tail;
        this.policies = policies;
        this.rules = rules;
        this.time = new RegionTime(loop::nanoTime);
        this.reads = new Batcher<>(loop, figures, READS_AT_ONCE, store::read);
        this.commits = new Batcher<>(loop, figures, COMMITS_AT_ONCE, store::commit);
        tail.watch(known::learn);
        this.lookups = new Gathering<>(indexes -> store.members(indexes, MEMBERS_LIMIT));
    }

    @Override
    public String region() {
        return region;
    }

    @Override
    public CompletionStage<Reply> submit(String requestKey, ByteString bodyHash, long leaseEpoch, Command command) {
        if (requestKey.length() > REQUEST_KEY_LIMIT) {
            throw new IllegalArgumentException(
                    "requestKey (" + requestKey.length() + " characters) must have at most " + REQUEST_KEY_LIMIT);
        }
        Submission submission = new Submission(this, digest(requestKey), bodyHash, leaseEpoch, command);
        loop.here(() -> begin(submission));
        return submission.reply();
    }

    @Override
    public CompletionStage<Reply> rehearse(Command command) {
        Submission rehearsal = Submission.rehearsal(this, command);
        loop.here(() -> begin(rehearsal));
        return rehearsal.reply();
    }

    /** Whatever has begun goes on to its end; so there may be as many as may wait for the store. */
    @SuppressWarnings("FutureReturnValueIgnored") // counting down cannot fail
    private void begin(Submission submission) {
        if (!submission.rank().admits(underWay, Batcher.QUEUE_LIMIT)) {
            submission
                    .reply()
                    .completeExceptionally(new Unavailable("Too many commands (" + underWay + ") are under way."));
            return;
        }
        underWay++;
        submission.reply().whenComplete((reply, error) -> underWay--);
        submission.start();
    }

    @Override
    public CompletionStage<Reading> read(List<String> keys) {
        return loop.ask(() -> reads.ask(Rank.SOON, Query.of(keys))).thenApply(LinliRegistry::reading);
    }

    @Override
    public CompletionStage<Optional<Reply>> replied(String requestKey, ByteString bodyHash) {
        Query query = new Query(digest(requestKey), List.of(), Map.of());
        return loop.ask(() -> reads.ask(Rank.SOON, query)).thenApply(answer -> replied(answer, bodyHash));
    }

    private static Optional<Reply> replied(Answer answer, ByteString bodyHash) {
        if (answer instanceof Answer.Failed failed) {
            throw new Unavailable(failed.failure().reason());
        }
        return answer instanceof Answer.Seen seen ? Optional.of(again(seen.reply(), bodyHash)) : Optional.empty();
    }

    /** What a request that is sent again is told. */
    static Reply again(StoredReply stored, ByteString bodyHash) {
        return stored.bodyHash().equals(bodyHash) ? stored.reply() : problem("idempotency-key-reused");
    }

    private static Reading reading(Answer answer) {
        if (answer instanceof Answer.Read read) {
            return new Reading(read.nowMs(), read.generation(), read.sequence(), read.entities());
        }
        if (answer instanceof Answer.Failed failed) {
            throw new Unavailable(failed.failure().reason());
        }
        throw new IllegalStateException("A read without a request key was answered with a stored reply");
    }

    @Override
    public CompletionStage<List<String>> members(String index) {
        return loop.ask(() -> lookups.ask(index));
    }

    @Override
    public void follow(LogFollower follower) {
        loop.execute(() -> tail.follow(follower));
    }

    /** What it has done so far. */
    public RegistryFigures figures() {
        return figures;
    }

    Batcher<Query, Answer> reads() {
        return reads;
    }

    Batcher<Commit, Outcome> commits() {
        return commits;
    }

    PolicyCache policies() {
        return policies;
    }

    Rules rules() {
        return rules;
    }

    RegionTime time() {
        return time;
    }

    KnownEntities known() {
        return known;
    }

    LogTail tail() {
        return tail;
    }

    static Reply problem(String code, String... arguments) {
        return Reply.newBuilder()
                .setProblem(code)
                .addAllArguments(List.of(arguments))
                .build();
    }

    private static ByteString digest(String requestKey) {
        if (requestKey.isEmpty()) {
            return ByteString.EMPTY;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(requestKey.getBytes(StandardCharsets.UTF_8));
            return ByteString.copyFrom(hash, 0, REQUEST_DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
