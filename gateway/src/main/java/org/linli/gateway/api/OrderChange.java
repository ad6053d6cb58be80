package org.linli.gateway.api;

import java.time.Instant;
import java.util.Optional;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.http.Fields;
import org.linli.proto.OrderRequest;
import org.linli.proto.Priority;
import org.linli.proto.Window;

/**
 * What staff change in an order before they let it go. What is left out stays as it was.
 *
 * @param service empty: as it was
 * @param startMs 0: as it was, and so for the others
 */
record OrderChange(
        String service, long startMs, long endMs, int durationMinutes, int people, Priority priority, String notes) {
    private static final int MAX_NOTES = 2000;
    private static final int MAX_MINUTES = 2_000_000_000;

    static OrderChange read(Fields change) {
        Optional<Fields> window = change.object("window");
        return new OrderChange(
                change.text("service", OrderRequests.MAX_WORD),
                window.map(of -> ms(of, "start")).orElse(0L),
                window.map(of -> ms(of, "end")).orElse(0L),
                change.integer("durationMinutes", 1, MAX_MINUTES, 0),
                change.integer("people", 1, MAX_MINUTES, 0),
                change.word("priority", Priority.class, "PRIORITY_", Priority.PRIORITY_UNSPECIFIED),
                change.text("notes", MAX_NOTES));
    }

    private static long ms(Fields window, String name) {
        Instant at = window.time(name);
        return at == null ? 0 : at.toEpochMilli();
    }

    /** Another service lasts as long as it usually does, unless a length is named. */
    OrderRequest of(OrderRequest before, RegionPolicy policy) {
        OrderRequest.Builder after = before.toBuilder();
        if (!service.isEmpty() && !service.equals(before.getService())) {
            after.setService(service);
            policy.findService(service).ifPresent(usual -> after.setDurationMinutes(usual.defaultMinutes()));
        }
        if (durationMinutes > 0) {
            after.setDurationMinutes(durationMinutes);
        }
        if (people > 0) {
            after.setPeople(people);
        }
        if (priority != Priority.PRIORITY_UNSPECIFIED) {
            after.setPriority(priority);
        }
        Window window = before.getWindow();
        return after.setWindow(Window.newBuilder()
                        .setStartMs(startMs > 0 ? startMs : window.getStartMs())
                        .setEndMs(endMs > 0 ? endMs : window.getEndMs()))
                .build();
    }
}
