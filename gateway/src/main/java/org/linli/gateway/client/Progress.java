package org.linli.gateway.client;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** How far a command is, for whoever looks at a terminal; nothing in a file, where a bar is noise. Any thread may tell. */
public final class Progress implements AutoCloseable {
    /** The end is not known. */
    public static final long UNKNOWN = -1;

    private final @Nullable ProgressBar bar;

    /** @param end what {@link #reached} comes to, or {@link #UNKNOWN} */
    public Progress(String task, long end) {
        bar = System.console() == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(end)
                        .setUpdateIntervalMillis(250)
                        .build();
    }

    public void reached(long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
