package org.linli.gateway.frame;

import java.util.Map;
import org.linli.proto.OrderPrivate;
import org.linli.proto.ProfilePrivate;

/**
 * What was unsealed to show an order to somebody who may see it.
 *
 * @param order  address, notes, code word; empty where the viewer may not know them
 * @param people names and telephones of the people concerned
 */
public record Secrets(OrderPrivate order, Map<String, ProfilePrivate> people) {
    public static final Secrets NONE = new Secrets(OrderPrivate.getDefaultInstance(), Map.of());

    public Secrets {
        people = Map.copyOf(people);
    }

    /** Without what only the parties may know. */
    public Secrets namesOnly() {
        return new Secrets(OrderPrivate.getDefaultInstance(), people);
    }

    /** Whether the viewer may know the code word: the receiving side. */
    public boolean tellsCodeWord() {
        return !order.getCodeWord().isEmpty();
    }

    public String name(String personId) {
        return person(personId).getName();
    }

    public ProfilePrivate person(String personId) {
        return people.getOrDefault(personId, ProfilePrivate.getDefaultInstance());
    }
}
