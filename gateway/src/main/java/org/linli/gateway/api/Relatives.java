package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.linli.proto.ProfilePrivate;

/** For whom somebody may act as family: those whose files name that person, as the read model knows them. */
final class Relatives {
    /** As many of one family as anybody looks after. */
    private static final int MOST_OF_A_FAMILY = 16;

    private final Desk desk;

    Relatives(Desk desk) {
        this.desk = desk;
    }

    /** Id and name of each, in the order of their ids; of {@value #MOST_OF_A_FAMILY} at most. */
    Future<JsonArray> of(String relative) {
        List<String> ids = desk.view().families().namedBy(relative).stream()
                .filter(id -> !id.equals(relative))
                .limit(MOST_OF_A_FAMILY)
                .toList();
        return desk.registrar().on(desk.people().open(ids)).map(names -> {
            JsonArray family = new JsonArray();
            for (String id : ids) {
                ProfilePrivate known = names.getOrDefault(id, ProfilePrivate.getDefaultInstance());
                family.add(Json.text(new JsonObject().put("id", id), "name", known.getName()));
            }
            return family;
        });
    }
}
