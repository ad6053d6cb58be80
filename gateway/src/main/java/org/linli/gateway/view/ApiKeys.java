package org.linli.gateway.view;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.linli.proto.ApiKey;

/** Who may bring requests through the GeoReport door, as the log tells. One thread writes, any reads. */
public final class ApiKeys {
    private final NavigableMap<String, RegionView.Seen<ApiKey>> keys = new ConcurrentSkipListMap<>();
    private final Map<ByteString, String> byDigest = new ConcurrentHashMap<>();

    /** The key of this digest, if it counts. */
    public Optional<ApiKey> counting(ByteString digest) {
        return Optional.ofNullable(byDigest.get(digest)).flatMap(this::find).filter(key -> key.getRevokedAtMs() == 0);
    }

    /** Whether it counts or has been revoked. */
    public Optional<ApiKey> find(String id) {
        return Optional.ofNullable(keys.get(id)).map(RegionView.Seen::value);
    }

    /** By id. */
    public Collection<ApiKey> all() {
        return keys.values().stream().map(RegionView.Seen::value).toList();
    }

    void take(String id, long version, ApiKey key) {
        keys.merge(
                id, new RegionView.Seen<>(key, version), (old, fresh) -> fresh.version() > old.version() ? fresh : old);
        if (!key.getDigest().isEmpty()) {
            byDigest.put(key.getDigest(), id);
        }
    }

    void clear() {
        keys.clear();
        byDigest.clear();
    }
}
