package org.linli.load.week;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What the week came to: what orders and activities say was given, beside what the accounts say, entry by entry. */
final class Statement {
    private static final double MINUTES = 60.0;

    private final Hall.Desk agent;
    private final Hall.Desk staff;
    private final List<Volunteer> volunteers;
    private final List<String> orders;
    private final List<String> activities;
    private final Reached reached;

    Statement(
            Hall.Desk agent,
            Hall.Desk staff,
            List<Volunteer> volunteers,
            List<String> orders,
            List<String> activities,
            Reached reached) {
        this.agent = agent;
        this.staff = staff;
        this.volunteers = volunteers;
        this.orders = orders;
        this.activities = activities;
        this.reached = reached;
    }

    boolean print(PrintStream out) {
        long given = visitMinutes() + activityMinutes();
        long accounted = 0;
        long balances = 0;
        int entries = 0;
        for (Volunteer each : volunteers) {
            String account = "/v1/accounts/" + each.self().id();
            List<JsonObject> own = objects(each.desk().get(account + "/entries?pageSize=200"), "entries");
            accounted += own.stream()
                    .mapToLong(entry -> entry.getLong("minutes", 0L))
                    .sum();
            balances += each.desk().get(account).getLong("minutes", 0L);
            entries += own.size();
        }
        out.printf(Locale.ROOT, "orders %d, activities %d, entries %d%n", orders.size(), activities.size(), entries);
        if (!reached.missed().isEmpty()) {
            out.println("not reached: " + reached.missed());
        }
        out.printf(
                Locale.ROOT,
                "people %d, reached %d, hours %.1f, accounted %.1f%n",
                reached.people(),
                reached.reached(),
                given / MINUTES,
                accounted / MINUTES);
        return reached.missed().isEmpty() && given == accounted && balances == accounted;
    }

    private long visitMinutes() {
        return orders.stream()
                .flatMap(order -> objects(agent.get("/v1/orders/" + order), "visits").stream())
                .mapToLong(visit -> visit.getLong("creditedMinutes", 0L))
                .sum();
    }

    private long activityMinutes() {
        return activities.stream()
                .flatMap(activity -> objects(staff.get("/v1/activities/" + activity), "people").stream())
                .mapToLong(person -> person.getLong("creditedMinutes", 0L))
                .sum();
    }

    static List<JsonObject> objects(JsonObject from, String name) {
        return from.getJsonArray(name, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
