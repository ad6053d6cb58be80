package org.linli.gateway.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.view.RegionView;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;

/** Unseals what a viewer may know of people and orders. Never blocks; a person who is unknown or forgotten has no name. */
public final class People {
    /** Names on the dispatcher's screen; opened again after a minute, so that a forgotten person is soon gone here too. */
    private static final int MAX_REMEMBERED = 20_000;

    private final RegionView view;
    private final Sealing sealing;
    private final Cache<ByteString, ProfilePrivate> opened = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    public People(RegionView view, Sealing sealing) {
        this.view = view;
        this.sealing = sealing;
    }

    /** What is sealed of these people, by id; those without a file are left out. */
    public CompletionStage<Map<String, ProfilePrivate>> open(Collection<String> ids) {
        Map<String, ProfilePrivate> known = new ConcurrentHashMap<>();
        Set<CompletableFuture<?>> waiting = new LinkedHashSet<>();
        for (String id : new LinkedHashSet<>(ids)) {
            Optional<Profile> profile = view.findProfile(id).map(RegionView.Seen::value);
            profile.ifPresent(file -> waiting.add(
                    open(file).thenAccept(clear -> known.put(id, clear)).toCompletableFuture()));
        }
        return CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                .thenApply(all -> known);
    }

    /** What is sealed of each, in their order. */
    public CompletionStage<List<ProfilePrivate>> openAll(List<Profile> profiles) {
        List<CompletableFuture<ProfilePrivate>> opening = profiles.stream()
                .map(profile -> open(profile).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(opening.toArray(CompletableFuture[]::new))
                .thenApply(all -> opening.stream().map(CompletableFuture::join).toList());
    }

    public CompletionStage<ProfilePrivate> open(Profile profile) {
        if (profile.getSealed().isEmpty()) {
            return CompletableFuture.completedFuture(ProfilePrivate.getDefaultInstance());
        }
        ProfilePrivate known = opened.getIfPresent(profile.getSealed());
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return sealing.open(profile.getId(), profile.getSealed()).thenApply(clear -> {
            ProfilePrivate parsed = profile(clear);
            opened.put(profile.getSealed(), parsed);
            return parsed;
        });
    }

    public CompletionStage<OrderPrivate> open(Order order) {
        return order.getSealed().isEmpty()
                ? CompletableFuture.completedFuture(OrderPrivate.getDefaultInstance())
                : sealing.open(order.getResidentId(), order.getSealed()).thenApply(People::order);
    }

    /** The order's own secrets, where they are wanted, and the names of these people. */
    public CompletionStage<Secrets> secrets(Order order, boolean wanted, Collection<String> people) {
        CompletionStage<OrderPrivate> own =
                wanted ? open(order) : CompletableFuture.completedFuture(OrderPrivate.getDefaultInstance());
        return own.thenCombine(open(people), Secrets::new);
    }

    private static ProfilePrivate profile(ByteString clear) {
        try {
            return ProfilePrivate.parseFrom(clear);
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("what was sealed of a person cannot be read", broken);
        }
    }

    private static OrderPrivate order(ByteString clear) {
        try {
            return OrderPrivate.parseFrom(clear);
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("what was sealed of an order cannot be read", broken);
        }
    }
}
