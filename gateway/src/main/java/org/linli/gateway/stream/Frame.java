package org.linli.gateway.stream;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.linli.gateway.http.Language;
import org.linli.proto.ServerFrame;

/**
 * One frame for one channel, made in a language and encoded only when somebody needs it, and then once for all. Used
 * on the pusher's loop.
 */
final class Frame {
    /** Conflation: of frames with one key the newest counts. */
    final String key;
    /** For staff's frames, where it belongs: who looks after other communities does not get it. */
    final Set<String> communities;

    private final Function<Language, ServerFrame> body;
    private final Map<Language, Map<Wire, Map<String, byte[]>>> encoded = new EnumMap<>(Language.class);

    Frame(String key, Set<String> communities, Function<Language, ServerFrame> body) {
        this.key = key;
        this.communities = communities;
        this.body = body;
    }

    static Frame of(String key, ServerFrame frame) {
        return new Frame(key, Set.of(), language -> frame);
    }

    /** @param seq empty unless it is its entry's last frame on the channel */
    byte[] bytes(Language language, Wire wire, String seq) {
        return encoded.computeIfAbsent(language, unknown -> new EnumMap<>(Wire.class))
                .computeIfAbsent(wire, unknown -> new HashMap<>(2))
                .computeIfAbsent(
                        seq,
                        unknown -> wire.encode(
                                body.apply(language).toBuilder().setSeq(seq).build()));
    }
}
