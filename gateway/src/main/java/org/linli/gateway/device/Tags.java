package org.linli.gateway.device;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView;
import org.linli.matcher.dispatch.Positions;
import org.linli.proto.Device;
import org.linli.proto.DeviceFix;
import org.linli.proto.DeviceKind;
import org.linli.proto.PositionSample;

/**
 * Where tags are: in memory alone, and only while somebody has accepted to come to the resident and has not yet checked
 * out. A position from any other time is dropped as it comes. Safe to call from any thread.
 */
public final class Tags {
    private final RegionView view;
    private final Positions positions;
    private final LongSupplier nowMs;

    /** @param positions of tags alone, by device id */
    public Tags(RegionView view, Positions positions, LongSupplier nowMs) {
        this.view = view;
        this.positions = positions;
        this.nowMs = nowMs;
    }

    /** Takes a position in, or drops it. */
    boolean take(Device device, DeviceFix fix) {
        boolean onEarth = Math.abs((long) fix.getPlace().getLatE7()) <= 900_000_000L
                && Math.abs((long) fix.getPlace().getLngE7()) <= 1_800_000_000L;
        if (device.getKind() != DeviceKind.DEVICE_KIND_TAG || !onEarth || !isAllowed(device)) {
            return false;
        }
        long now = nowMs.getAsLong();
        positions.report(PositionSample.newBuilder()
                .setVolunteerId(device.getId())
                .setPlace(fix.getPlace())
                .setAtMs(fix.getAtMs() <= 0 || fix.getAtMs() > now ? now : fix.getAtMs())
                .setHeading(-1)
                .build());
        return true;
    }

    private boolean isAllowed(Device device) {
        return Orders.isBeingHelped(view, device.getResidentId());
    }

    /** Forgets the tags whose visits have ended. Now and then. */
    public void sweep() {
        List<String> over = new ArrayList<>();
        positions.forEach(sample -> view.devices()
                .find(sample.getVolunteerId())
                .filter(this::isAllowed)
                .ifPresentOrElse(device -> {}, () -> over.add(sample.getVolunteerId())));
        over.forEach(positions::forget);
    }
}
