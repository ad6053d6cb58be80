package org.linli.matcher.registry.node;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.linli.domain.EntityKey;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.matcher.registry.store.RegionStore;
import org.linli.matcher.registry.store.RegionStore.Region;
import org.linli.matcher.registry.store.Store;
import org.linli.proto.Actor;
import org.linli.proto.Change;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Policy;
import org.linli.proto.PublishPolicy;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/** Readies a region's data for this node: founds it at its first start, with its first policy, and checks its level. */
public final class RegionStart {
    /** The features that this code writes. It reads this level and the one below. */
    public static final int LEVEL = 1;

    private static final Actor ENGINE = Actor.newBuilder()
            .setSubject("start")
            .setRole(Role.ROLE_SYSTEM)
            .setChannel(Channel.CHANNEL_ENGINE)
            .build();

    private final Loop loop;
    private final RegionStore regions;
    private final Store store;

    public RegionStart(Loop loop, RegionStore regions, Store store) {
        this.loop = loop;
        this.regions = regions;
        this.store = store;
    }

    /**
     * Completes on the loop once the region can be served. Fails with {@link IllegalStateException} where its data need
     * a newer or older program, in one line for whoever runs the node.
     *
     * @param firstPolicy the YAML that becomes version 1 of the policy where there is none
     */
    public CompletionStage<Region> run(String firstPolicy) {
        CompletableFuture<Region> ready = new CompletableFuture<>();
        loop.execute(() -> regions.found(LEVEL)
                .thenCompose(region -> checked(region, firstPolicy))
                .whenComplete((region, error) -> {
                    if (error == null) {
                        ready.complete(region);
                    } else {
                        ready.completeExceptionally(error);
                    }
                }));
        return ready;
    }

    private CompletionStage<Region> checked(Region region, String firstPolicy) {
        if (region.level() > LEVEL || region.level() < LEVEL - 1) {
            throw new IllegalStateException("The region's feature level (" + region.level()
                    + ") must be " + (LEVEL - 1) + " or " + LEVEL + " for this program. Maybe start "
                    + (region.level() > LEVEL ? "a newer" : "an older") + " one.");
        }
        return store.read(List.of(Query.of(List.of(EntityKey.POLICY))))
                .thenCompose(answers -> publishUnlessThere(region, answers.get(0), firstPolicy));
    }

    private CompletionStage<Region> publishUnlessThere(Region region, Answer answer, String firstPolicy) {
        if (answer instanceof Answer.Failed failed) {
            throw failed.failure().toException();
        }
        Answer.Read read = (Answer.Read) answer;
        if (read.entities().get(0).version() > 0) {
            return CompletableFuture.completedFuture(region);
        }
        return store.commit(List.of(publication(read, firstPolicy))).thenApply(outcomes -> {
            // A conflict means that another node was faster, which is as good.
            if (outcomes.get(0) instanceof Outcome.Failed failed) {
                throw new Registry.Unavailable(failed.failure().reason());
            }
            return region;
        });
    }

    private static Commit publication(Answer.Read read, String yaml) {
        Policy policy =
                Policy.newBuilder().setYaml(yaml).setPublishedAtMs(read.nowMs()).build();
        Change change = Change.newBuilder()
                .setKey(EntityKey.POLICY)
                .setVersion(1)
                .setAfter(Entity.newBuilder().setPolicy(policy))
                .build();
        Command cause = Command.newBuilder()
                .setActor(ENGINE)
                .setPublishPolicy(PublishPolicy.newBuilder().setYaml(yaml))
                .build();
        return new Commit(
                read.generation(),
                0,
                ByteString.EMPTY,
                ByteString.EMPTY,
                Reply.getDefaultInstance(),
                0,
                cause,
                List.of(new Commit.Read(EntityKey.POLICY, 0)),
                List.of(change),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
