package org.linli.load.city;

import org.linli.proto.Place;

/**
 * An order that will be placed.
 *
 * @param afterMs since the start
 * @param minTier empty: any
 */
record Wish(String id, long afterMs, String service, Place place, int minutes, String minTier) {}
