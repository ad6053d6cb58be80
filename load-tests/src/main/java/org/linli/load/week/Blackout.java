package org.linli.load.week;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.linli.load.faults.Patience;

/** The printed sheet of a community, and what was written on it: entered by one of its staff, approved by another. */
final class Blackout {
    private static final byte[] SCAN =
            "%PDF-1.7 the sheet, with what was written on it".getBytes(StandardCharsets.US_ASCII);
    /** In this week, where days are seconds. */
    private static final Duration STAYED = Duration.ofSeconds(1);

    private final Hall.Desk enters;
    private final Hall.Desk approves;

    Blackout(Hall.Desk enters, Hall.Desk approves) {
        this.enters = enters;
        this.approves = approves;
    }

    /** Waits until so many visits stand on the sheet, each with who comes, and enters that all of them took place. */
    void enter(int visits) {
        Patience.until(
                "the sheet names who comes to " + visits,
                Week.WITHIN,
                () -> assigned().size() == visits);
        for (JsonObject row : assigned()) {
            Instant came = Instant.now();
            Patience.rest(STAYED.toMillis());
            JsonObject result = new JsonObject()
                    .put("visitId", row.getString("visitId"))
                    .put("volunteerId", row.getString("volunteerId"))
                    .put("came", came.toString())
                    .put("left", came.plus(STAYED).toString())
                    .put("scan", Base64.getEncoder().encodeToString(SCAN))
                    .put("scanType", "application/pdf");
            String id = enters.post("/v1/late-entries", result).getString("id");
            approves.post("/v1/late-entries/" + id + "/decide", new JsonObject().put("approve", true));
        }
    }

    private List<JsonObject> assigned() {
        String community = URLEncoder.encode(Neighbours.COMMUNITY, StandardCharsets.UTF_8);
        return Statement.objects(enters.get("/v1/sheet?community=" + community), "visits").stream()
                .filter(row -> row.getString("state").equals("ASSIGNED"))
                .toList();
    }
}
