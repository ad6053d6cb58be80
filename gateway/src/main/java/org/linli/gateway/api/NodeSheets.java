package org.linli.gateway.api;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.linli.gateway.blackout.HourlySheets;
import org.linli.gateway.http.Language;
import org.linli.proto.Actor;
import org.linli.proto.Channel;
import org.linli.proto.Role;

/** The sheets that the node keeps of itself; everybody who stands on one sees that, as of the staff's own. */
public final class NodeSheets implements HourlySheets.Source {
    private static final Actor NODE = Actor.newBuilder()
            .setSubject("node")
            .setRole(Role.ROLE_SYSTEM)
            .setChannel(Channel.CHANNEL_ENGINE)
            .build();

    private final SheetRows rows;
    private final ReadingLog readings;

    public NodeSheets(Desk desk) {
        this.rows = new SheetRows(desk);
        this.readings = new ReadingLog(desk);
    }

    @Override
    public CompletionStage<List<String>> communities() {
        return rows.communities().toCompletionStage();
    }

    @Override
    public CompletionStage<JsonObject> make(String community) {
        return rows.make(community, Language.ZH)
                .compose(made -> readings.record(NODE, List.of(community), SheetRoutes.KIND, made.read())
                        .map(durable -> made.sheet()))
                .toCompletionStage();
    }
}
