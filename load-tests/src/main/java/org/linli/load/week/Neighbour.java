package org.linli.load.week;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.linli.domain.Wgs84;

/** An invented person with a telephone and a door. */
record Neighbour(String id, String name, String phone, int birthYear, Wgs84 home, String address) {
    JsonObject location() {
        return new JsonObject().put("lat", home.latDeg()).put("lng", home.lngDeg());
    }

    Neighbour called(String other) {
        return new Neighbour(other, name, phone, birthYear, home, address);
    }

    /** A row of the tables that a county brings, in the order of {@link Neighbours#HEADINGS}. */
    String row(String last) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%d,%s,%s,%.5f,%.5f,%s%n",
                id,
                name,
                phone,
                birthYear,
                Neighbours.COMMUNITY,
                address,
                home.latDeg(),
                home.lngDeg(),
                last);
    }
}
