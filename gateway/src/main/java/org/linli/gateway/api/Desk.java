package org.linli.gateway.api;

import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.view.RegionView;
import org.linli.matcher.dispatch.Advice;
import org.linli.matcher.dispatch.Positions;

/**
 * What the calls of the API work with.
 *
 * @param nowMs     Unix milliseconds, for defaults only: what counts is the region's time
 * @param uuids     fresh UUIDv7
 * @param codeWords fresh words that a resident tells the volunteer at the door
 */
public record Desk(
        Registrar registrar,
        RegionView view,
        People people,
        Sealing sealing,
        Frames frames,
        Advice advice,
        Positions positions,
        LongSupplier nowMs,
        Supplier<UUID> uuids,
        Supplier<String> codeWords) {

    public RegionPolicy policy() {
        return frames.policy();
    }
}
