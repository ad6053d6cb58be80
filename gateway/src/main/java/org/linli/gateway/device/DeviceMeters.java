package org.linli.gateway.device;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.linli.gateway.http.Words;
import org.linli.proto.DeviceBye;
import org.linli.proto.DevicePressed;

/** What the devices' door counts. Safe to call from any thread. */
final class DeviceMeters {
    private final Map<DeviceBye.Why, Counter> closed = new EnumMap<>(DeviceBye.Why.class);
    private final Map<DevicePressed.Lamp, Timer> presses = new EnumMap<>(DevicePressed.Lamp.class);
    private final Counter taken;
    private final Counter dropped;

    DeviceMeters(MeterRegistry meters, Supplier<Number> connections) {
        Gauge.builder("linli.device.connections", connections)
                .description("Help buttons and tags that are connected to this node")
                .register(meters);
        for (DeviceBye.Why why : DeviceBye.Why.values()) {
            if (why != DeviceBye.Why.UNRECOGNIZED) {
                closed.put(why, closed(meters, why));
            }
        }
        for (DevicePressed.Lamp lamp : DevicePressed.Lamp.values()) {
            if (lamp != DevicePressed.Lamp.UNRECOGNIZED) {
                presses.put(lamp, presses(meters, lamp));
            }
        }
        taken = fixes(meters, "taken");
        dropped = fixes(meters, "dropped");
    }

    private static Counter closed(MeterRegistry meters, DeviceBye.Why why) {
        return Counter.builder("linli.device.closed")
                .description("Connections of devices that this node closed")
                .tag("why", Words.kebab(Words.of(why, "WHY_")))
                .register(meters);
    }

    private static Timer presses(MeterRegistry meters, DevicePressed.Lamp lamp) {
        return Timer.builder("linli.device.presses")
                .description("From a press's frame to its answer")
                .tag("lamp", Words.kebab(Words.of(lamp, "LAMP_")))
                .register(meters);
    }

    private static Counter fixes(MeterRegistry meters, String fate) {
        return Counter.builder("linli.device.fixes")
                .description("Positions of tags, which are taken in while a visit allows it and dropped otherwise")
                .tag("fate", fate)
                .register(meters);
    }

    void closed(DeviceBye.Why why) {
        Counter counter = closed.get(why);
        if (counter != null) {
            counter.increment();
        }
    }

    void pressed(DevicePressed.Lamp lamp, long nanos) {
        Timer timer = presses.get(lamp);
        if (timer != null) {
            timer.record(Duration.ofNanos(nanos));
        }
    }

    void fix(boolean wasTaken) {
        (wasTaken ? taken : dropped).increment();
    }
}
