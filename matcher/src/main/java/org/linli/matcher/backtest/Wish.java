package org.linli.matcher.backtest;

import org.linli.proto.Place;
import org.linli.proto.Priority;

/**
 * An order that will be placed.
 *
 * @param afterMs  since the start
 * @param minTier  empty: any
 * @param windowMs from the order to the latest end of its visit
 */
public record Wish(
        String id,
        long afterMs,
        String service,
        Place place,
        int minutes,
        String minTier,
        Priority priority,
        long windowMs) {}
