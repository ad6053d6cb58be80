package org.linli.gateway.demo;

import io.vertx.core.Vertx;
import java.time.InstantSource;

/** Real time on a Vert.x event loop. After {@link #stop} no alarm rings any more. */
public final class VertxSchedule implements Schedule {
    private final Vertx vertx;
    private final InstantSource clock;
    private boolean stopped;

    public VertxSchedule(Vertx vertx, InstantSource clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    @Override
    public long nowMs() {
        return clock.millis();
    }

    @Override
    public void after(long delayMs, Runnable task) {
        vertx.setTimer(Math.max(1, delayMs), fired -> {
            if (!stopped) {
                task.run();
            }
        });
    }

    public void stop() {
        stopped = true;
    }
}
