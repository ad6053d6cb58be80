package org.linli.matcher.registry.redis;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import org.linli.domain.Ids;

/** The names of a region's keys. All share the hash tag <code>{region}</code>, so that a cluster keeps them together. */
final class Layout {
    final byte[] region;
    final byte[] entities;
    final byte[] records;
    final byte[] log;
    final byte[] timers;
    final byte[] lease;
    final byte[] pools;
    final byte[] counters;
    final byte[] closed;
    final byte[] personKeys;
    private final byte[] replies;
    private final String prefix;

    Layout(String regionCode) {
        if (!Ids.isRegion(regionCode)) {
            throw new IllegalArgumentException(
                    "region (" + regionCode + ") must be 1 to 16 small letters and digits, such as 520181");
        }
        prefix = "linli:{" + regionCode + "}:";
        region = name("region");
        entities = name("entities");
        records = name("records");
        log = name("log");
        timers = name("timers");
        lease = name("lease");
        pools = name("pools");
        counters = name("counters");
        closed = name("closed");
        personKeys = name("person-keys");
        replies = name("reply:");
    }

    byte[] index(String set) {
        return name("index:" + set);
    }

    /** Where the reply of a request is kept; the region's own key stands for "nowhere", as a script must name a key. */
    byte[] reply(ByteString request) {
        if (request.isEmpty()) {
            return region;
        }
        byte[] key = new byte[replies.length + request.size()];
        System.arraycopy(replies, 0, key, 0, replies.length);
        request.copyTo(key, replies.length);
        return key;
    }

    private byte[] name(String rest) {
        return (prefix + rest).getBytes(StandardCharsets.UTF_8);
    }
}
