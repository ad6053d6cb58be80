package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Seals nothing: tests of the door look at who may, not at how it is kept. */
public final class PlainSealing implements Sealing {
    @Override
    public CompletionStage<ByteString> seal(String personId, ByteString clear) {
        return CompletableFuture.completedFuture(clear);
    }

    @Override
    public CompletionStage<ByteString> open(String personId, ByteString bytes) {
        return CompletableFuture.completedFuture(bytes);
    }

    @Override
    public ByteString digest(String purpose, String text) {
        return ByteString.copyFromUtf8(purpose + ':' + text);
    }
}
