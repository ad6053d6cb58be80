package org.linli.gateway.device;

import com.google.protobuf.ByteString;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Command;
import org.linli.proto.Device;
import org.linli.proto.NoteDevice;

/**
 * Writes down that a device lives and what its battery says: four times a day, and when the battery has fallen by much.
 * What finds no room is written with one of the next pings.
 */
final class Notes {
    static final long EVERY_MS = 6 * 3_600_000L;
    private static final int FALLEN_PERCENT = 10;

    private final Registry registry;
    private final LongSupplier nowMs;
    private final Semaphore room;

    Notes(Registry registry, LongSupplier nowMs, int atOnce) {
        this.registry = registry;
        this.nowMs = nowMs;
        this.room = new Semaphore(atOnce);
    }

    /** @param device as it is written down now */
    void note(Device device, int batteryPercent) {
        int battery = Math.min(100, Math.max(0, batteryPercent));
        if (isNews(device, battery) && room.tryAcquire()) {
            registry.submit("", ByteString.EMPTY, 0, command(device, battery))
                    .whenComplete((reply, error) -> room.release());
        }
    }

    private boolean isNews(Device device, int battery) {
        return nowMs.getAsLong() - device.getSeenAtMs() >= EVERY_MS
                || (battery > 0 && Math.abs(device.getBatteryPercent() - battery) >= FALLEN_PERCENT);
    }

    private static Command command(Device device, int battery) {
        return Command.newBuilder()
                .setActor(Presses.actor(device))
                .setNoteDevice(
                        NoteDevice.newBuilder().setDeviceId(device.getId()).setBatteryPercent(battery))
                .build();
    }
}
