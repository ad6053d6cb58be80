package org.linli.sim;

import java.util.SplittableRandom;
import org.linli.matcher.Loop;

/** One thread of a simulated process. Its own clock may run a little fast or slow, as clocks do. */
final class SimLoop implements Loop {
    /** Handing over to another thread takes up to so long. */
    private static final int HAND_OVER_NANOS = 30_000;

    private final World world;
    private final Mortal process;
    private final SplittableRandom chance;
    private final double drift;
    private long lastNanos;

    SimLoop(World world, Mortal process, SplittableRandom chance, double drift) {
        this.world = world;
        this.process = process;
        this.chance = chance;
        this.drift = drift;
    }

    @Override
    public void execute(Runnable task) {
        lastNanos = Math.max(lastNanos, world.nowNanos() + chance.nextInt(HAND_OVER_NANOS));
        world.at(lastNanos, process, this, task);
    }

    @Override
    public Cancellable schedule(long delayMs, Runnable task) {
        boolean[] cancelled = new boolean[1];
        long delay = (long) (Math.max(0, delayMs) * World.MILLI / drift);
        world.at(world.nowNanos() + delay, process, this, () -> {
            if (!cancelled[0]) {
                task.run();
            }
        });
        return () -> cancelled[0] = true;
    }

    @Override
    public long nanoTime() {
        return (long) (world.nowNanos() * drift);
    }

    @Override
    public boolean inLoop() {
        return world.running() == this;
    }
}
