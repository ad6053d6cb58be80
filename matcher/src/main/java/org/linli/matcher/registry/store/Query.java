package org.linli.matcher.registry.store;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;

/**
 * What is to be read at one moment.
 *
 * @param request digest of the request key, whose stored reply comes instead of the entities; empty: none
 * @param keys    of the entities
 * @param held    versions that the reader holds already, by key; such a body is not sent again
 */
public record Query(ByteString request, List<String> keys, Map<String, Long> held) {
    public Query {
        keys = List.copyOf(keys);
        held = Map.copyOf(held);
    }

    public static Query of(List<String> keys) {
        return new Query(ByteString.EMPTY, keys, Map.of());
    }
}
