package org.linli.load.hhcrsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two carers, three patients on a line at 10, 20 and 30 from the depot; the second and the third need both carers. */
class CheckerTest {
    private static final JsonObject INSTANCE = new JsonObject("""
            {"patients": [
               {"id": "p1", "time_window": [5, 15], "required_caregivers": [{"service": "s1", "duration": 5}]},
               {"id": "p2", "time_window": [0, 30],
                "required_caregivers": [{"service": "s1", "duration": 5}, {"service": "s2", "duration": 10}],
                "synchronization": {"type": "simultaneous"}},
               {"id": "p3", "time_window": [0, 50],
                "required_caregivers": [{"service": "s2", "duration": 5}, {"service": "s1", "duration": 5}],
                "synchronization": {"type": "sequential", "distance": [4, 8]}}],
             "caregivers": [{"id": "c1", "abilities": ["s1"]}, {"id": "c2", "abilities": ["s2"]}],
             "distances": [[0, 10, 20, 30], [10, 0, 10, 20], [20, 10, 0, 10], [30, 20, 10, 0]]}
            """);

    private static JsonObject stop(String patient, String service, double start, double end) {
        return new JsonObject()
                .put("patient", patient)
                .put("service", service)
                .put("arrival_time", start)
                .put("departure_time", end);
    }

    private static JsonObject route(String caregiver, JsonObject... stops) {
        return new JsonObject().put("caregiver_id", caregiver).put("locations", new JsonArray(List.of(stops)));
    }

    private static JsonObject solution(JsonObject... routes) {
        return new JsonObject().put("routes", new JsonArray(List.of(routes)));
    }

    private static final JsonObject FIRST = stop("p1", "s1", 10, 15);
    private static final JsonObject SECOND = stop("p2", "s1", 25, 30);
    private static final JsonObject THIRD = stop("p3", "s1", 51, 56);
    private static final JsonObject WITH_SECOND = stop("p2", "s2", 25, 35);
    private static final JsonObject WITH_THIRD = stop("p3", "s2", 45, 50);

    private static Checker.Verdict check(JsonObject... routes) {
        return Checker.check(INSTANCE, solution(routes));
    }

    private static void isRefused(String because, JsonObject... routes) {
        assertThat(check(routes).violations())
                .anySatisfy(line -> assertThat(line).contains(because));
    }

    @Test
    void solution_thatKeepsAllRules_isFeasible_andCostsAThirdOfTravelAndLateness() {
        Checker.Verdict verdict = check(route("c1", FIRST, SECOND, THIRD), route("c2", WITH_SECOND, WITH_THIRD));
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.cost()).isCloseTo((60 + 60 + 1 + 1) / 3.0, within(1e-9));
    }

    @Test
    void carer_whoIsNotUsed_costsNothing() {
        JsonObject one = INSTANCE.copy();
        one.getJsonArray("patients").remove(2);
        one.getJsonArray("patients").remove(1);
        Checker.Verdict verdict = Checker.check(one, solution(route("c1", FIRST), route("c2")));
        assertThat(verdict.isFeasible()).isTrue();
        assertThat(verdict.cost()).isCloseTo(20 / 3.0, within(1e-9));
    }

    @Test
    void service_thatNobodyGives_isRefused() {
        isRefused("p1 is not given s1", route("c1", SECOND, THIRD), route("c2", WITH_SECOND, WITH_THIRD));
    }

    @Test
    void service_givenTwice_isRefused() {
        isRefused(
                "twice",
                route("c1", FIRST, stop("p1", "s1", 15, 20), SECOND, THIRD),
                route("c2", WITH_SECOND, WITH_THIRD));
    }

    @Test
    void service_thatWasNotAskedFor_isRefused() {
        isRefused(
                "does not require s2",
                route("c1", FIRST, SECOND, THIRD),
                route("c2", stop("p1", "s2", 10, 15), WITH_SECOND, WITH_THIRD));
    }

    @Test
    void carer_withoutTheAbility_isRefused() {
        isRefused("not able", route("c2", FIRST, WITH_SECOND, WITH_THIRD), route("c1", SECOND, THIRD));
    }

    @Test
    void start_beforeTheCarerCanBeThere_isRefused() {
        isRefused(
                "can be there",
                route("c1", stop("p1", "s1", 9, 14), SECOND, THIRD),
                route("c2", WITH_SECOND, WITH_THIRD));
    }

    @Test
    void start_beforeTheWindowOpens_isRefused() {
        JsonObject later = INSTANCE.copy();
        later.getJsonArray("patients")
                .getJsonObject(0)
                .put("time_window", new JsonArray().add(12).add(15));
        Checker.Verdict verdict =
                Checker.check(later, solution(route("c1", FIRST, SECOND, THIRD), route("c2", WITH_SECOND, WITH_THIRD)));
        assertThat(verdict.violations()).anySatisfy(line -> assertThat(line).contains("window opens"));
    }

    @Test
    void service_thatLastsLongerOrShorter_isRefused() {
        isRefused(
                "does not last",
                route("c1", stop("p1", "s1", 10, 14), SECOND, THIRD),
                route("c2", WITH_SECOND, WITH_THIRD));
    }

    @Test
    void together_butNotAtOneTime_isRefused() {
        isRefused(
                "p2's services start",
                route("c1", FIRST, SECOND, THIRD),
                route("c2", stop("p2", "s2", 26, 36), stop("p3", "s2", 46, 51)));
    }

    @Test
    void inOrder_tooCloseOrTooFarApart_isRefused() {
        isRefused(
                "p3's services start",
                route("c1", FIRST, SECOND, stop("p3", "s1", 48, 53)),
                route("c2", WITH_SECOND, WITH_THIRD));
        isRefused(
                "p3's services start",
                route("c1", FIRST, SECOND, stop("p3", "s1", 54, 59)),
                route("c2", WITH_SECOND, WITH_THIRD));
    }

    @Test
    void oneCarer_forBothServices_isRefused() {
        JsonObject able = INSTANCE.copy();
        able.getJsonArray("caregivers")
                .getJsonObject(0)
                .put("abilities", new JsonArray().add("s1").add("s2"));
        Checker.Verdict verdict = Checker.check(
                able,
                solution(route("c1", FIRST, SECOND, WITH_THIRD, stop("p3", "s1", 51, 56)), route("c2", WITH_SECOND)));
        assertThat(verdict.violations()).anySatisfy(line -> assertThat(line).contains("has c1 twice"));
    }

    @Test
    void carer_withTwoRoutes_isRefused() {
        isRefused("two routes", route("c1", FIRST, SECOND), route("c1", THIRD), route("c2", WITH_SECOND, WITH_THIRD));
    }

    @Test
    void difference_belowTheTolerance_isNone() {
        assertThat(check(
                                route("c1", FIRST, stop("p2", "s1", 25.0009, 30.0009), THIRD),
                                route("c2", WITH_SECOND, WITH_THIRD))
                        .violations())
                .isEmpty();
    }
}
