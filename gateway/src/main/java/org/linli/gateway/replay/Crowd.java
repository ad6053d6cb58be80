package org.linli.gateway.replay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.linli.domain.Wgs84;
import org.linli.gateway.client.ApiClient;
import org.linli.gateway.client.Session;
import org.linli.gateway.client.StreamClient;
import org.linli.gateway.client.StreamSettings;
import org.linli.gateway.demo.ApiVolunteerDoor;
import org.linli.gateway.demo.CountyMap;
import org.linli.gateway.demo.Enrolment;
import org.linli.gateway.demo.Habits;
import org.linli.gateway.demo.Schedule;
import org.linli.gateway.demo.VolunteerActor;

/**
 * Simulated volunteers who answer a replay's orders through the API, living as much faster as the replay runs. They live
 * near where the calls come from. For one thread.
 */
final class Crowd {
    private static final double EBIKE_METERS_PER_SECOND = 4;
    private static final int NEAR_METERS = 1_500;

    private final Vertx vertx;
    private final Schedule schedule;
    private final ApiClient api;
    private final WebSocketClient sockets;
    private final List<Session> agents;
    private final ReplaySettings settings;
    private final Tally tally;
    private final LongSupplier nanos;
    private final CountyMap county = CountyMap.qingzhen();
    private final SplittableRandom chance;
    private final List<VolunteerActor> actors = new ArrayList<>();
    private final List<ApiVolunteerDoor> doors = new ArrayList<>();
    private final Map<String, Future<String>> codeWords = new HashMap<>();

    Crowd(
            Vertx vertx,
            Schedule schedule,
            ApiClient api,
            WebSocketClient sockets,
            List<Session> agents,
            ReplaySettings settings,
            Tally tally,
            LongSupplier nanos) {
        this.vertx = vertx;
        this.schedule = schedule;
        this.api = api;
        this.sockets = sockets;
        this.agents = agents;
        this.settings = settings;
        this.tally = tally;
        this.nanos = nanos;
        this.chance = new SplittableRandom(settings.seed());
    }

    /** Enrols everybody and sends them on duty; {@code demand} is where orders will come from. */
    Future<Void> gather(List<Wgs84> demand, List<String> skills) {
        Session staff = Session.demo(api, "community", "c-1", settings.region());
        List<Person> people = IntStream.range(0, settings.volunteers())
                .mapToObj(number -> person(number, demand))
                .toList();
        SplittableRandom draws = chance.split();
        return Enrolment.all(staff, "volunteers", people, Person::id, who -> file(who, skills, draws))
                .map(enrolled -> {
                    people.forEach(this::begin);
                    return null;
                });
    }

    long onDuty() {
        return actors.stream().filter(VolunteerActor::onDuty).count();
    }

    /** Everybody goes off duty: nobody would answer any more. Whoever the node does not let go stays. */
    Future<Void> dismiss() {
        return Future.join(doors.stream().map(ApiVolunteerDoor::offDuty).toList())
                .otherwiseEmpty()
                .map(off -> {
                    doors.forEach(ApiVolunteerDoor::hangUp);
                    return null;
                });
    }

    private Person person(int number, List<Wgs84> demand) {
        Wgs84 call = demand.get(chance.nextInt(demand.size()));
        return new Person(number, county.drawNear(call, NEAR_METERS, chance));
    }

    private void begin(Person person) {
        Session session = Session.demo(api, "volunteer", person.id(), settings.region());
        ApiVolunteerDoor door = new ApiVolunteerDoor(
                session,
                person.id(),
                "EBIKE",
                listener -> new StreamClient(
                        vertx, sockets, api.settings(), StreamSettings.me(), session, chance.split(), frame -> {
                            tally.volunteer(person.id(), frame, nanos.getAsLong());
                            listener.accept(frame);
                        }),
                this::codeWord);
        doors.add(door);
        VolunteerActor actor = new VolunteerActor(
                schedule,
                door,
                Habits.ofLife(settings.factor()),
                county,
                person.home,
                EBIKE_METERS_PER_SECOND,
                chance.split());
        actors.add(actor);
        tally.onDuty(person.id());
        schedule.after(1 + chance.nextLong(2_000), actor::start);
    }

    /** The caller tells it at the door; asked of the agent's screen once an order. */
    private Future<String> codeWord(String orderId) {
        Session desk = agents.get(codeWords.size() % agents.size());
        return codeWords.computeIfAbsent(
                orderId,
                id -> desk.get("/v1/orders/" + id)
                        .map(reply -> reply.body().getString("codeWord", ""))
                        .onFailure(refused -> codeWords.remove(id)));
    }

    private static JsonObject file(Person person, List<String> skills, RandomGenerator chance) {
        JsonArray held = new JsonArray();
        for (String skill : skills) {
            if (chance.nextBoolean()) {
                held.add(new JsonObject().put("skill", skill).put("level", 1).put("verified", true));
            }
        }
        return new JsonObject()
                .put("name", "志愿者" + person.number + "（演）")
                .put("phone", "140000%05d".formatted(40_000 + person.number))
                .put("skills", held)
                .put("languages", new JsonArray().add("zh"))
                .put("home", ApiVolunteerDoor.json(person.home))
                .put("birthYear", 1965 + person.number % 40);
    }

    private record Person(int number, Wgs84 home) {
        String id() {
            return "replay-" + number;
        }
    }
}
