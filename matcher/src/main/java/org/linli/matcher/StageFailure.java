package org.linli.matcher;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What made a stage fail: stages hand a failure on in wrappings of their own, one for each stage or thread between. */
public final class StageFailure {
    private StageFailure() {}

    /** The failure that was thrown, without the wrappings of stages; the error itself where it has none. */
    public static Throwable behind(Throwable error) {
        Throwable failure = error;
        while (isWrapping(failure) && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    /** Where it all began: the last of the causes, whatever came between. */
    public static Throwable root(Throwable error) {
        Throwable failure = error;
        while (failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    private static boolean isWrapping(Throwable failure) {
        return failure instanceof CompletionException || failure instanceof ExecutionException;
    }
}
