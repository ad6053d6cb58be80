package org.linli.load.week;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.linli.load.faults.Patience;

/**
 * A week of one community against a node that begins empty: its people come in by tables and by themselves, order by several
 * channels, are served, meet, and read their statements. Days are seconds: a confirmed visit counts as ordered.
 */
public final class Week implements AutoCloseable {
    /** Volunteers who apply themselves, and are approved; the others stand in the county's table. */
    private static final int APPLY = 4;

    /** What a node that does nothing else has done long before. */
    static final Duration WITHIN = Duration.ofSeconds(60);

    private static final int WITH_BUTTONS = 4;
    private static final int IN_THE_DARK = 3;
    private static final int RESERVES = 3;

    private final Neighbours neighbours;
    private final Entrance entrance;
    private final Hall hall;
    private final Phones phones;
    private final PrintStream out;
    private final int devicePort;
    private final TextCarrier carrier;
    private final Reached reached = new Reached();
    private final CodeWords codeWords = new CodeWords();
    private final Map<String, Volunteer> volunteers = new LinkedHashMap<>();
    /** Those who have signed in. */
    private final Map<String, Hall.Desk> residents = new ConcurrentHashMap<>();

    private final Map<String, Neighbour> orders = new LinkedHashMap<>();
    private final List<String> activities = new ArrayList<>();
    private final ExecutorService work = Executors.newFixedThreadPool(8);
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    /** Whether volunteers' telephones are of no use, but for yes and no. */
    private volatile boolean dark;

    private final Hall.Desk admin;
    private final Hall.Desk agent;
    private final Hall.Desk grid;
    private final Hall.Desk leader;

    /**
     * @param node          where an empty node listens
     * @param devicePort    where its door for help buttons is
     * @param carrier       whom it knows as its carrier of texts
     * @param administrator who is added first
     */
    public Week(
            URI node,
            int devicePort,
            TextCarrier carrier,
            Administrator administrator,
            int residents,
            int volunteers,
            long seed,
            PrintStream out) {
        SplittableRandom chance = new SplittableRandom(seed);
        this.neighbours = new Neighbours(residents, volunteers, chance.split());
        Calls calls = new Calls(node);
        this.entrance = new Entrance(calls, administrator, carrier);
        this.hall = new Hall(calls, entrance);
        neighbours.residents().forEach(each -> entrance.knows(each.id(), each.phone()));
        neighbours.volunteers().forEach(each -> entrance.knows(each.id(), each.phone()));
        this.phones = new Phones(hall, chance.split());
        this.out = out;
        this.devicePort = devicePort;
        this.carrier = carrier;
        carrier.connect(node);
        this.admin = hall.as("admin", Administrator.NAME);
        this.agent = hall.as("agent", "agent-1");
        this.grid = hall.as("community", "grid-1", Neighbours.COMMUNITY);
        this.leader = hall.as("leader", "leader-1");
    }

    /** Plays all days, prints the report, and gives whether everything was reached and accounted for. */
    public boolean play() {
        day("Monday: people come in", this::enrol);
        day("Tuesday: visits ordered by page, hotline, round and button", this::singleVisits);
        day("Wednesday: an activity", () -> new Gathering(leader, grid, volunteersInOrder()).play(activities::add));
        day("Thursday: two people for one order", this::severalPeople);
        day("Thursday: a college's team takes an order for three", this::team);
        day("Friday: a blackout, and its sheet", this::blackout);
        day("Saturday: a storm, and those who were called up in it", this::storm);
        out.printf(Locale.ROOT, "texts %d%n", carrier.texts());
        return new Statement(agent, grid, volunteersInOrder(), List.copyOf(orders.keySet()), activities, reached)
                .print(out);
    }

    private void day(String name, Runnable what) {
        long begun = System.nanoTime();
        what.run();
        Throwable failed = broken.get();
        if (failed != null) {
            throw new IllegalStateException(name + " failed: " + failed.getMessage(), failed);
        }
        out.printf(Locale.ROOT, "%-60s %5.1f s%n", name, (System.nanoTime() - begun) / 1e9);
    }

    // Monday

    private void enrol() {
        importTwice(
                "residents", neighbours.residentsTable(), neighbours.residents().size());
        importTwice(
                "volunteers",
                neighbours.volunteersTable(APPLY),
                neighbours.volunteers().size() - APPLY);
        List.copyOf(neighbours.volunteers().subList(0, APPLY)).forEach(this::apply);
        for (Neighbour each : neighbours.volunteers()) {
            Hall.Desk desk = hall.as("volunteer", each.id());
            Volunteer volunteer =
                    new Volunteer(each, desk, codeWords, reached, task -> work.execute(noted(task)), () -> dark);
            volunteers.put(each.id(), volunteer);
            phones.open("volunteer", each.id(), volunteer::heard);
        }
        for (Neighbour each : neighbours.residents()) {
            if (hasPage(each)) {
                phones.open("resident", each.id(), frame -> reached.heard(each.id()));
            } else {
                carrier.telephone(each.phone());
            }
        }
        Patience.until("every page is open", WITHIN, phones::areConnected);
        volunteers.values().forEach(Volunteer::onDuty);
    }

    private Runnable noted(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException failure) {
                broken.compareAndSet(null, failure);
            }
        };
    }

    /** First a trial, then the import, then once more, which must change nothing. */
    private void importTwice(String kind, String table, int rows) {
        expect(kind + " of the trial", rows, admin.table(kind, table, true).getInteger("created"));
        expect(kind + " created", rows, admin.table(kind, table, false).getInteger("created"));
        expect(kind + " unchanged", rows, admin.table(kind, table, false).getInteger("unchanged"));
    }

    private void apply(Neighbour each) {
        JsonArray shifts = new JsonArray();
        for (int weekday = 1; weekday <= 7; weekday++) {
            shifts.add(
                    new JsonObject().put("day", weekday).put("start", "00:00").put("end", "24:00"));
        }
        JsonObject file = new JsonObject()
                .put("name", each.name())
                .put("phone", each.phone())
                .put("birthYear", each.birthYear())
                .put("home", each.location())
                .put("communities", new JsonArray().add(Neighbours.COMMUNITY))
                .put("shifts", shifts);
        String id = hall.as("volunteer", each.id()).post("/v1/volunteers", file).getString("id");
        grid.post("/v1/volunteers/" + id + "/approve", new JsonObject());
        entrance.knows(neighbours.called(each, id).id(), each.phone());
    }

    private static void expect(String what, int expected, int found) {
        if (expected != found) {
            throw new IllegalStateException(what + ": " + found + ", not " + expected);
        }
    }

    // Tuesday and Thursday

    private void singleVisits() {
        boolean byTelephone = false;
        for (Neighbour resident : neighbours.residents()) {
            if (hasPage(resident)) {
                order(resident, page(resident), wish(resident));
            } else {
                byTelephone = !byTelephone;
                order(resident, byTelephone ? agent : grid, wish(resident).put("onBehalfOf", resident.id()));
            }
        }
        List<Neighbour> withButtons = neighbours.residents().subList(0, WITH_BUTTONS);
        withButtons.forEach(each -> reached.concerns(each.id()));
        new HelpButtons(admin, devicePort).press(withButtons);
        withButtons.forEach(each -> ordered(each, pressed(each)));
        confirmAll();
    }

    /** The order that a press became, once the lists have it. */
    private String pressed(Neighbour resident) {
        Hall.Desk own = page(resident);
        Patience.until(
                "the press of " + resident.id() + " is an order",
                WITHIN,
                () -> pressedOf(own).isPresent());
        return pressedOf(own).orElseThrow();
    }

    private static Optional<String> pressedOf(Hall.Desk own) {
        return Statement.objects(own.get("/v1/orders?mine=true"), "orders").stream()
                .filter(order -> order.getString("service").equals(HelpButtons.SERVICE))
                .map(order -> order.getString("id"))
                .findFirst();
    }

    private void severalPeople() {
        Neighbour resident = neighbours.residents().get(0);
        order(resident, page(resident), wish(resident).put("people", 2));
        confirmAll();
    }

    private void team() {
        Crew crew = new Crew(volunteersInOrder());
        importTwice("organisations", crew.table(), 1);
        crew.join();
        Neighbour resident = neighbours.residents().get(0);
        String id = order(resident, page(resident), crew.wish(wish(resident)));
        crew.take(id);
        confirmAll();
    }

    /** One in three; the others have a telephone, and hear by text. */
    private boolean hasPage(Neighbour resident) {
        return neighbours.residents().indexOf(resident) % 3 == 0;
    }

    /** Volunteers find their way by the printed sheet, nobody's telephone works, and results are entered when all is over. */
    private void blackout() {
        dark = true;
        List<Neighbour> visited = neighbours.residents().subList(WITH_BUTTONS, WITH_BUTTONS + IN_THE_DARK);
        visited.forEach(each -> order(each, grid, wish(each).put("onBehalfOf", each.id())));
        new Blackout(grid, hall.as("community", "grid-2", Neighbours.COMMUNITY)).enter(IN_THE_DARK);
        dark = false;
        confirmAll();
    }

    /** Only those who are called up serve while it lasts; what waited is served when it is over. */
    private void storm() {
        List<Volunteer> all = volunteersInOrder();
        all.forEach(Volunteer::offDuty);
        Storm storm = new Storm(hall.as("dispatcher", "dispatcher-1"), all.subList(0, RESERVES));
        storm.begin();
        Neighbour patient = neighbours.residents().get(0);
        JsonObject placed = page(patient).post("/v1/orders", wish(patient));
        expect("orders that wait", 1, placed.getBoolean("paused", false) ? 1 : 0);
        storm.callUp();
        storm.order("红枫湖路 3 号").forEach((resident, order) -> {
            reached.concerns(resident);
            ordered(neighbour(resident), order);
        });
        confirmAll();
        storm.end();
        ordered(patient, placed.getString("id"));
        all.forEach(Volunteer::onDuty);
        confirmAll();
    }

    private Neighbour neighbour(String id) {
        return neighbours.residents().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Hall.Desk page(Neighbour resident) {
        return residents.computeIfAbsent(resident.id(), id -> hall.as("resident", id));
    }

    private static JsonObject wish(Neighbour resident) {
        return new JsonObject()
                .put("service", "talk")
                .put("location", resident.location())
                .put("address", resident.address())
                .put("durationMinutes", 30)
                .put("community", Neighbours.COMMUNITY);
    }

    private String order(Neighbour resident, Hall.Desk by, JsonObject wish) {
        reached.concerns(resident.id());
        String id = by.post("/v1/orders", wish).getString("id");
        ordered(resident, id);
        return id;
    }

    private void ordered(Neighbour resident, String id) {
        codeWords.askedBy(id, () -> codeWord(resident, id));
        orders.put(id, resident);
    }

    /** What is said at the door: read on the page, or in the text that told who comes. */
    private String codeWord(Neighbour resident, String order) {
        if (hasPage(resident)) {
            return page(resident).get("/v1/orders/" + order).getString("codeWord", "");
        }
        Patience.until(
                "a text tells " + resident.id() + " who comes",
                WITHIN,
                () -> !carrier.codeWord(order).isEmpty());
        return carrier.codeWord(order);
    }

    /** Whoever was visited says so, once the volunteer has gone: on the page, or by answering a text. */
    private void confirmAll() {
        orders.forEach((order, resident) -> {
            Patience.until("order " + order + " is done", WITHIN, () -> broken.get() != null || isDone(order));
            for (JsonObject visit : Statement.objects(agent.get("/v1/orders/" + order), "visits")) {
                if (visit.getString("state").equals("DONE") && hasPage(resident)) {
                    page(resident).post("/v1/visits/" + visit.getString("id") + "/confirm", new JsonObject());
                }
            }
        });
        orders.forEach((order, resident) -> {
            Patience.until("the visits of " + order + " are confirmed", WITHIN, () -> isConfirmed(order));
            if (!hasPage(resident) && carrier.hasReached(resident.phone())) {
                reached.heard(resident.id());
            }
        });
    }

    private boolean isConfirmed(String order) {
        return Statement.objects(agent.get("/v1/orders/" + order), "visits").stream()
                .allMatch(visit -> visit.getString("state").equals("CONFIRMED"));
    }

    private boolean isDone(String order) {
        return Statement.objects(agent.get("/v1/orders/" + order), "visits").stream()
                .allMatch(visit -> List.of("DONE", "CONFIRMED").contains(visit.getString("state")));
    }

    private List<Volunteer> volunteersInOrder() {
        return List.copyOf(volunteers.values());
    }

    @Override
    public void close() {
        work.shutdownNow();
        phones.close();
    }
}
