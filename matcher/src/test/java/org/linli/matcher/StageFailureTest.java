package org.linli.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class StageFailureTest {
    private final IOException torn = new IOException("torn");
    private final IllegalStateException broken = new IllegalStateException(torn);

    @Test
    void failure_thatStagesHandedOn_isWhatWasThrown() {
        Throwable seen = CompletableFuture.failedFuture(broken)
                .thenApply(value -> value)
                .thenCompose(CompletableFuture::completedFuture)
                .<Throwable>handle((value, error) -> error)
                .join();
        assertThat(seen).isInstanceOf(CompletionException.class);
        assertThat(StageFailure.behind(seen)).isSameAs(broken);
        assertThat(StageFailure.behind(new ExecutionException(new CompletionException(broken))))
                .isSameAs(broken);
    }

    @Test
    void failure_thatNobodyWrapped_orThatWrapsNothing_isItself() {
        CompletionException bare = new CompletionException("nothing behind it", null);
        assertThat(StageFailure.behind(broken)).isSameAs(broken);
        assertThat(StageFailure.behind(bare)).isSameAs(bare);
    }

    @Test
    void root_isTheLastCause() {
        assertThat(StageFailure.root(new CompletionException(broken))).isSameAs(torn);
        assertThat(StageFailure.root(torn)).isSameAs(torn);
    }
}
