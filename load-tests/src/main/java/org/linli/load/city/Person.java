package org.linli.load.city;

import java.util.List;
import org.linli.proto.Place;

/**
 * A made-up volunteer.
 *
 * @param declines whether this one says no to every offer
 */
record Person(String id, Place home, boolean rural, String tier, List<String> skills, boolean declines) {}
