package org.linli.gateway.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counts the calls under way, and says when the last has ended after no more were let in. Callable from any thread. */
final class UnderWay {
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private int calls;
    private boolean closed;

    /** Whether the call may begin; if so, {@link #leave} must follow. */
    synchronized boolean enter() {
        if (!closed) {
            calls++;
        }
        return !closed;
    }

    void leave() {
        if (isLast()) {
            ended.complete(null);
        }
    }

    private synchronized boolean isLast() {
        calls--;
        return closed && calls == 0;
    }

    /** Lets no more in. Completes when those under way have left. */
    CompletionStage<Void> close() {
        if (isEmptyFromNowOn()) {
            ended.complete(null);
        }
        return ended;
    }

    private synchronized boolean isEmptyFromNowOn() {
        closed = true;
        return calls == 0;
    }
}
