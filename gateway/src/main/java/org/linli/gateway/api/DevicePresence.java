package org.linli.gateway.api;

import java.util.Optional;

/** Which help buttons and tags are connected to this node. Safe to call from any thread. */
@FunctionalInterface
public interface DevicePresence {
    /** A node without a door for devices. */
    DevicePresence NONE = deviceId -> Optional.empty();

    /**
     * A device that is here.
     *
     * @param heardAtMs      Unix milliseconds of its last message
     * @param batteryPercent as it said last; 0: it never said
     */
    record Presence(long heardAtMs, int batteryPercent) {}

    /** Empty where it is not connected to this node. */
    Optional<Presence> find(String deviceId);
}
