package org.linli.matcher.backtest;

import java.util.List;
import org.linli.proto.Place;

/**
 * A made-up volunteer.
 *
 * @param declines whether this one says no to every offer
 */
public record Person(String id, Place home, boolean rural, String tier, List<String> skills, boolean declines) {
    public Person {
        skills = List.copyOf(skills);
    }
}
