package org.linli.matcher.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Change;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Order;

class KnownEntitiesTest {
    private final KnownEntities known = new KnownEntities(2);

    private static Versioned order(String key, long version) {
        Entity entity = Entity.newBuilder()
                .setOrder(Order.newBuilder().setStars((int) version))
                .build();
        return new Versioned(key, version, version, entity);
    }

    @Test
    void olderVersion_changesNothing_newerDoes() {
        known.learn(1, order("order:a", 4));
        known.learn(1, order("order:a", 3));
        assertThat(known.find(1, "order:a")).contains(order("order:a", 4));

        known.learn(1, order("order:a", 5));
        assertThat(known.find(1, "order:a")).contains(order("order:a", 5));
    }

    @Test
    void forgotten_isUnknown_andMayBeLearntInAnyVersion() {
        known.learn(1, order("order:a", 4));
        known.forget(List.of("order:a", "order:b"));
        assertThat(known.find(1, "order:a")).isEmpty();

        known.learn(1, order("order:a", 1));
        assertThat(known.find(1, "order:a")).contains(order("order:a", 1));
    }

    @Test
    void beyondTheLimit_theLongestUnaskedGoes() {
        known.learn(1, order("order:a", 1));
        known.learn(1, order("order:b", 1));
        known.find(1, "order:a");
        known.learn(1, order("order:c", 1));

        assertThat(known.find(1, "order:a")).isPresent();
        assertThat(known.find(1, "order:b")).isEmpty();
        assertThat(known.find(1, "order:c")).isPresent();
    }

    @Test
    void anotherGeneration_isAnotherWorld() {
        known.learn(1, order("order:a", 9));
        assertThat(known.find(2, "order:a")).isEmpty();

        known.learn(2, order("order:b", 1));
        assertThat(known.find(2, "order:a")).isEmpty();
        assertThat(known.find(1, "order:a")).isEmpty();
    }

    @Test
    void entry_isLearntChangeByChange() {
        Versioned a = order("order:a", 2);
        known.learn(Entry.newBuilder()
                .setGeneration(1)
                .setSequence(2)
                .addChanges(Change.newBuilder().setKey("order:a").setVersion(2).setAfter(a.entity()))
                .build());

        assertThat(known.find(1, "order:a")).contains(a);
    }
}
