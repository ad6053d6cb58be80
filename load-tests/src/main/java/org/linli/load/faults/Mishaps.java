package org.linli.load.faults;

import io.lettuce.core.RedisException;
import java.util.List;
import java.util.SplittableRandom;

/** Lets things go wrong, and puts them right again. Blocks; for one thread. */
final class Mishaps {
    private static final long SLOW_FSYNC_US = 30_000;
    private static final List<String> PARTS =
            List.of("entities", "records", "log", "timers", "lease", "pools", "closed");

    private final Shim shim;
    private final RealRedis redis;
    private final RealNode node;
    private final FaultProxy store;
    private final FaultProxy door;
    private final Clients clients;
    private final Town town;
    private final SplittableRandom chance;

    Mishaps(
            Shim shim,
            RealRedis redis,
            RealNode node,
            FaultProxy store,
            FaultProxy door,
            Clients clients,
            Town town,
            SplittableRandom chance) {
        this.shim = shim;
        this.redis = redis;
        this.node = node;
        this.store = store;
        this.door = door;
        this.clients = clients;
        this.town = town;
        this.chance = chance;
    }

    void fsyncEverySecond() {
        redis.fsyncEverySecond();
    }

    /** Waits, breaks, waits, and mends. */
    void happen(FaultGroup.Planned planned) {
        Patience.rest(planned.afterMs());
        clients.recorder().fault(planned.toString());
        begin(planned.mishap(), planned.forMs());
        Patience.rest(planned.forMs());
        mend();
    }

    private void begin(Mishap mishap, long forMs) {
        switch (mishap) {
            case KILL_NODE -> node.kill();
            case KILL_REDIS -> redis.kill();
            case KILL_BOTH -> {
                node.kill();
                redis.kill();
            }
            case POWER_LOSS -> redis.losePower(chance);
            case POWER_LOSS_IN_SLOW_FSYNC -> {
                shim.delayFsync(SLOW_FSYNC_US * 10);
                Patience.rest(chance.nextLong(900));
                redis.losePower(chance);
            }
            case FSYNC_FAILS -> shim.failFsync();
            case DISK_FULL -> shim.fillDisk();
            case FSYNC_SLOW -> shim.delayFsync(SLOW_FSYNC_US + chance.nextLong(200_000));
            case OUT_OF_MEMORY -> redis.ask(asked -> asked.configSet("maxmemory", "1mb"));
            case SCRIPT_FLUSH -> redis.ask(asked -> asked.scriptFlush());
            case WRONG_TYPE -> wrongType(forMs);
            default -> beginOutside(mishap, forMs);
        }
    }

    private void beginOutside(Mishap mishap, long forMs) {
        switch (mishap) {
            case STORE_DELAYED -> store.delay(20 + chance.nextLong(600));
            case CABLE_PULLED -> pull();
            case STORE_CUT -> store.cut();
            case STORE_HALF_OPEN -> store.swallow(true, true);
            case STORE_DEAF -> store.swallow(true, false);
            case STORE_MUTE -> store.swallow(false, true);
            case REPLY_LOST -> store.loseCommitReplies(1 + chance.nextInt(3));
            case DOOR_CUT -> door.cut();
            case DOOR_HALF_OPEN -> door.swallow(true, true);
            case DOOR_MUTE -> door.swallow(false, true);
            case DOOR_DELAYED -> door.delay(20 + chance.nextLong(600));
            case CLOCK_FORWARD -> shim.jumpClock(1_000 * (1 + chance.nextLong(30 * 60)));
            case CLOCK_BACK -> shim.jumpClock(-1_000 * (1 + chance.nextLong(30 * 60)));
            case PAUSE_NODE -> node.pause();
            case PAUSE_REDIS -> redis.pause();
            case STREAM_STALLED ->
                clients.run(() -> town.streams()
                        .get(chance.nextInt(town.streams().size()))
                        .stall(forMs));
            case STREAMS_DROPPED -> clients.run(() -> town.streams().forEach(RealStream::drop));
            case LINE_THROTTLED -> door.throttle(5 + chance.nextLong(40));
            default -> {}
        }
    }

    /** Where there is no cable, a proxy that swallows everything comes close. */
    private void pull() {
        if (!redis.pull()) {
            store.swallow(true, true);
        }
    }

    /** A key's true value stands aside meanwhile; both moves are one transaction, so the node sees one or the other. */
    private void wrongType(long forMs) {
        String key = "linli:{" + Town.REGION + "}:" + PARTS.get(chance.nextInt(PARTS.size()));
        redis.ask(asked -> {
            boolean there = asked.exists(key) > 0;
            asked.multi();
            if (there) {
                asked.rename(key, "aside");
            }
            asked.set(key, "not what it should be");
            return asked.exec();
        });
        Patience.rest(forMs);
        redis.ask(asked -> {
            boolean there = asked.exists("aside") > 0;
            asked.multi();
            asked.del(key);
            if (there) {
                asked.rename("aside", key);
            }
            return asked.exec();
        });
    }

    /** Everything works again, and whoever died lives. */
    void mend() {
        redis.plugIn();
        shim.heal();
        store.heal();
        door.heal();
        redis.goOn();
        node.goOn();
        redis.restart();
        unlimited();
        node.restart();
    }

    private void unlimited() {
        try {
            redis.ask(asked -> asked.configSet("maxmemory", "0"));
        } catch (RedisException gone) {
            redis.restart();
        }
    }
}
