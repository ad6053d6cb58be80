package org.linli.gateway.view;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.linli.proto.Device;

/** The region's help buttons and tags, as the log tells of them. One thread writes, any reads. */
public final class Devices {
    private final NavigableMap<String, RegionView.Seen<Device>> devices = new ConcurrentSkipListMap<>();
    private final List<Consumer<Device>> watchers = new CopyOnWriteArrayList<>();

    public Optional<Device> find(String deviceId) {
        return Optional.ofNullable(devices.get(deviceId)).map(RegionView.Seen::value);
    }

    /** By id, those after this one. */
    public Stream<Device> after(String deviceId) {
        return devices.tailMap(deviceId, false).values().stream().map(RegionView.Seen::value);
    }

    /** Tells of every change, on the writer's thread, until what it gives is closed. */
    public AutoCloseable watch(Consumer<Device> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    void take(String id, long version, Device device) {
        RegionView.Seen<Device> seen = new RegionView.Seen<>(device, version);
        RegionView.Seen<Device> now =
                devices.merge(id, seen, (old, fresh) -> fresh.version() > old.version() ? fresh : old);
        if (now.version() == version) {
            watchers.forEach(watcher -> watcher.accept(device));
        }
    }

    void clear() {
        devices.clear();
    }
}
