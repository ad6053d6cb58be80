package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import java.util.concurrent.CompletionStage;

/** Personal data under its person's key. Stages may complete on any thread; none blocks. */
public interface Sealing {
    /** Seals under the person's key, which is made if there is none. */
    CompletionStage<ByteString> seal(String personId, ByteString clear);

    /** Opens what {@link #seal} made; empty where it was empty, or the person has been forgotten. */
    CompletionStage<ByteString> open(String personId, ByteString sealed);

    /** A keyed digest: equal texts for one purpose have equal digests, and nobody without the key can guess the text. */
    ByteString digest(String purpose, String text);
}
