package org.linli.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.client.ApiClient;
import org.linli.gateway.client.ClientSettings;
import org.linli.gateway.client.RequestKeys;
import org.linli.gateway.client.Session;
import org.linli.gateway.client.StreamClient;
import org.linli.gateway.client.StreamSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A living county at a node that gives demo tokens. It has one thread of its own and talks HTTP and WebSocket on loopback
 * like everybody else. A node that is not there yet, or no more, is waited for; {@link #close} ends it at once.
 */
public final class DemoCounty implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoCounty.class);
    private static final long AGAIN_MS = 2_000;

    private static final int JOINING = 5;
    /** Leads the activities and the college's team, and is a volunteer too. */
    private static final String LEADER = "l-1";
    /** Residents whose communities the college pairs with. */
    private static final int PARTNERS = 2;

    private final DemoSettings settings;
    private final InstantSource clock;
    private final Vertx vertx;
    private final VertxSchedule schedule;
    private final ApiClient api;
    private final WebSocketClient sockets;
    private final SplittableRandom chance;
    private final CountyMap county = CountyMap.qingzhen();
    private final Map<String, Session> sessions = new HashMap<>();
    private final List<VolunteerActor> volunteers = new ArrayList<>();
    private @Nullable StreamClient queue;
    private boolean closed;

    private DemoCounty(URI node, DemoSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.chance = new SplittableRandom(settings.seed());
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        this.schedule = new VertxSchedule(vertx, clock);
        // Not seeded: a key may never be used twice, also not by two runs with the same seed.
        RequestKeys keys = new RequestKeys(clock, new SplittableRandom());
        this.api = new ApiClient(vertx, ClientSettings.of(node), keys, chance.split());
        this.sockets = StreamClient.sockets(vertx, settings.volunteers() + 8);
    }

    /** Starts the county against the node's API address; returns at once. */
    public static DemoCounty start(URI node, DemoSettings settings) {
        DemoCounty county = new DemoCounty(node, settings, InstantSource.system());
        county.vertx.runOnContext(go -> county.wake());
        return county;
    }

    /** Stops everybody; blocks until the thread has ended, for a few hundred milliseconds at most. */
    @Override
    public void close() {
        vertx.runOnContext(stop -> {
            closed = true;
            schedule.stop();
        });
        vertx.close().await();
    }

    private void wake() {
        if (closed) {
            return;
        }
        api.get("/v1/region", "").compose(region -> populate(region.body())).onFailure(failure -> {
            LOG.debug("The demo county waits for the node: {}", failure.toString());
            vertx.setTimer(AGAIN_MS, again -> wake());
        });
    }

    private Future<Void> populate(JsonObject region) {
        Files files = new Files(skills(region));
        List<Fiction> residentPeople = people(settings.residents(), true);
        List<Fiction> volunteerPeople = people(settings.volunteers(), false);
        Session staff = session("community", "c-1");
        RandomGenerator draws = new SplittableRandom(settings.seed() + 2);
        RandomGenerator leaderDraws = new SplittableRandom(settings.seed() + 3);
        List<Fiction> leaders = List.of(Fiction.leader(1, county, leaderDraws));
        return Enrolment.all(staff, "volunteers", volunteerPeople, Fiction::id, who -> files.volunteer(who, draws))
                .compose(some -> Enrolment.all(
                        staff, "residents", residentPeople, Fiction::id, who -> files.resident(who, draws)))
                .compose(some -> Enrolment.all(
                        staff, "volunteers", leaders, Fiction::id, who -> files.volunteer(who, leaderDraws)))
                .compose(some -> session("dispatcher", "d-1").get("/v1/volunteers?onDuty=true&pageSize=200"))
                .map(onDuty -> {
                    live(region, residentPeople, volunteerPeople, ids(onDuty.body()));
                    return null;
                });
    }

    private void live(JsonObject region, List<Fiction> residentPeople, List<Fiction> volunteerPeople, Set<String> on) {
        ApiResidentDoor door = new ApiResidentDoor(
                id -> session("resident", id), session("agent", "a-1"), session("community", "c-1"));
        int starting = Math.max(0, settings.onDuty() - on.size());
        for (Fiction person : volunteerPeople) {
            VolunteerActor actor = actor(person, door);
            volunteers.add(actor);
            if (on.contains(person.id())) {
                schedule.after(chance.nextLong(3_000), actor::resume);
            } else if (starting-- > 0) {
                schedule.after(chance.nextLong(12_000), actor::start);
            } else {
                actor.startRested();
            }
        }
        Residents residents = new Residents(
                schedule,
                door,
                new Wishes(region, chance.split()),
                residentPeople,
                settings.meanOrderMs(),
                chance.split());
        queue = new StreamClient(
                vertx,
                sockets,
                api.settings(),
                StreamSettings.queue(),
                session("dispatcher", "d-1"),
                chance.split(),
                residents::heard);
        queue.open();
        residents.start();
        gather(
                clock.instant().atZone(ZoneId.of(region.getString("zone"))),
                residentPeople.subList(0, Math.min(PARTNERS, residentPeople.size())),
                volunteerPeople.subList(0, Math.min(JOINING, volunteerPeople.size())));
        LOG.info(
                "The demo county lives: {} residents, {} volunteers, all of them fiction",
                residentPeople.size(),
                volunteerPeople.size());
    }

    /** What nobody does by themselves: activities, and a college with a team. */
    private void gather(ZonedDateTime now, List<Fiction> residentPeople, List<Fiction> people) {
        Session leader = session("leader", LEADER);
        new Gatherings(leader, id -> session("volunteer", id), now)
                .publish(people)
                .onFailure(refused -> LOG.warn("No activities in the demo county: {}", refused.toString()));
        new College(
                        session("community", "c-1"),
                        session("org", College.ACCOUNT),
                        session("volunteer", LEADER),
                        id -> session("volunteer", id),
                        now)
                .enter(residentPeople, LEADER, people, Gatherings.COMMUNITIES)
                .onFailure(refused -> LOG.warn("No college in the demo county: {}", refused.toString()));
    }

    private VolunteerActor actor(Fiction person, ApiResidentDoor residentDoor) {
        Session session = session("volunteer", person.id());
        ApiVolunteerDoor door = new ApiVolunteerDoor(
                session,
                person.id(),
                person.travelMode(),
                listener -> new StreamClient(
                        vertx, sockets, api.settings(), StreamSettings.me(), session, chance.split(), listener),
                residentDoor::codeWord);
        return new VolunteerActor(
                schedule, door, settings.habits(), county, person.home(), person.speed(), chance.split());
    }

    private List<Fiction> people(int count, boolean asResidents) {
        SplittableRandom draws = new SplittableRandom(settings.seed() + (asResidents ? 0 : 1));
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> asResidents
                        ? Fiction.resident(number, county, draws)
                        : Fiction.volunteer(number, county, draws))
                .toList();
    }

    private Session session(String role, String subject) {
        return sessions.computeIfAbsent(
                role + " " + subject, key -> Session.demo(api, role, subject, settings.region()));
    }

    private static List<String> skills(JsonObject region) {
        return objects(region, "skills").stream()
                .map(skill -> skill.getString("code", ""))
                .toList();
    }

    private static Set<String> ids(JsonObject page) {
        Set<String> ids = new HashSet<>();
        objects(page, "volunteers").forEach(volunteer -> ids.add(volunteer.getString("id", "")));
        return ids;
    }

    private static List<JsonObject> objects(JsonObject holder, String field) {
        JsonArray array = holder.getJsonArray(field, new JsonArray());
        return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).toList();
    }
}
