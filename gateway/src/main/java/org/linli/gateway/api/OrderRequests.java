package org.linli.gateway.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.domain.Wgs84;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.Fields;
import org.linli.matcher.repeat.Days;
import org.linli.proto.Gender;
import org.linli.proto.HolidayRule;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.SkillLevel;
import org.linli.proto.Window;

/**
 * Reads what somebody asks for from JSON. Checks form only, with defaults for what was left out; what the policy allows
 * is the registry's to decide.
 */
final class OrderRequests {
    static final int MAX_WORD = 64;
    static final int MAX_STOPS = 30;
    static final int MAX_SKILLS = 16;
    private static final int MAX_EXCEPTIONS = 104;
    private static final long DEFAULT_SLACK_MS = 2 * 3600 * 1000L;
    /** Above this a duration is not a number of minutes but a slip; below, the policy decides. */
    private static final int MAX_MINUTES = 2_000_000_000;

    private OrderRequests() {}

    static OrderRequest.Builder read(Fields body, RegionPolicy policy, long nowMs) {
        OrderRequest.Builder request = anywhere(body, policy, nowMs);
        places(body, request);
        return request;
    }

    /** The same, wherever it is to be done. */
    static OrderRequest.Builder anywhere(Fields body, RegionPolicy policy, long nowMs) {
        String service = body.requiredText("service", MAX_WORD);
        int usual = policy.findService(service)
                .map(RegionPolicy.Service::defaultMinutes)
                .orElse(0);
        OrderRequest.Builder request = OrderRequest.newBuilder()
                .setService(service)
                .setDurationMinutes(body.integer("durationMinutes", 1, MAX_MINUTES, usual))
                .setPeople(body.integer("people", 1, MAX_MINUTES, 1))
                .setPriority(body.word("priority", Priority.class, "PRIORITY_", Priority.PRIORITY_ROUTINE))
                .setMinTier(body.text("minTier", MAX_WORD))
                .addAllSkills(skills(body, "skills"))
                .addAllLanguages(body.texts("languages", 8, 16))
                .setGenderPreference(body.word("genderPreference", Gender.class, "GENDER_", Gender.GENDER_UNSPECIFIED))
                .setPreferVolunteer(person(body, "preferVolunteer"))
                .setRepeat(body.text("repeat", 200))
                .setOnHolidays(body.word(
                        "onHolidays", HolidayRule.class, "HOLIDAY_RULE_", HolidayRule.HOLIDAY_RULE_UNSPECIFIED))
                .addAllExceptDays(days(body, "except"))
                .setTeam(person(body, "team"))
                .setOrganisation(person(body, "organisation"))
                .setCommunity(body.text("community", MAX_WORD));
        body.object("leader").ifPresent(leader -> request.addAllLeaderSkills(skills(leader, "skills")));
        gap(body, request);
        window(body, request, nowMs);
        return request;
    }

    private static List<Integer> days(Fields body, String name) {
        return body.texts(name, MAX_EXCEPTIONS, 10).stream()
                .map(text -> day(body, name, text))
                .toList();
    }

    /** A day as the contracts write it; 0 and a fault where it is none. */
    static int day(Fields body, String name, String text) {
        try {
            return Days.number(LocalDate.parse(text));
        } catch (DateTimeException noDay) {
            return body.fault(name, "应为日期，例如 2026-02-17", "must be a day such as 2026-02-17", 0);
        }
    }

    /** A person's id, or empty. */
    static String person(Fields body, String name) {
        String id = body.text(name, MAX_WORD);
        return id.isEmpty() || Ids.isPerson(id)
                ? id
                : body.fault(name, "应为人员编号（字母、数字、- 和 _）", "must be a person's id: letters, digits, - and _", "");
    }

    static List<SkillLevel> skills(Fields body, String name) {
        return body.objects(name, MAX_SKILLS).stream()
                .map(skill -> SkillLevel.newBuilder()
                        .setSkill(skill.requiredText("skill", MAX_WORD))
                        .setLevel(skill.integer("level", 1, 9, 1))
                        .build())
                .toList();
    }

    private static void gap(Fields body, OrderRequest.Builder request) {
        int @Nullable [] gap = body.pair("gapMinutes", 0, 1440);
        if (gap != null) {
            request.setGapMinMinutes(gap[0]).setGapMaxMinutes(gap[1]);
        }
    }

    private static void places(Fields body, OrderRequest.Builder request) {
        Wgs84 start = body.has("from") ? body.place("from") : body.place("location");
        Wgs84 end = body.place("to");
        List<Place> stops = stops(body);
        if (start != null) {
            request.setLocation(Spots.place(start));
        } else if (!stops.isEmpty()) {
            request.setLocation(stops.get(0));
        } else if (!body.has("from") && !body.has("location") && !body.has("resident")) {
            body.fault("location", "请给出地点", "is required: location, or from and to, or stops", 0);
        }
        if (end != null) {
            request.setTo(Spots.place(end));
        }
        request.addAllStops(stops);
        List<String> residents = body.objects("stops", MAX_STOPS).stream()
                .map(stop -> person(stop, "residentId"))
                .toList();
        if (residents.stream().anyMatch(resident -> !resident.isEmpty())) {
            request.addAllStopResidents(residents);
        }
    }

    private static List<Place> stops(Fields body) {
        return body.objects("stops", MAX_STOPS).stream()
                .map(Fields::asPlace)
                .flatMap(place -> Optional.ofNullable(place).stream())
                .map(Spots::place)
                .toList();
    }

    /** What was written down without a network may come in when its window has begun: then it begins now. */
    private static void window(Fields body, OrderRequest.Builder request, long nowMs) {
        Optional<Fields> window = body.object("window");
        Instant start = window.isEmpty() ? null : window.get().time("start");
        Instant end = window.isEmpty() ? null : window.get().time("end");
        long startMs = start == null ? nowMs : start.toEpochMilli();
        if (body.has("writtenAt")) {
            startMs = Math.max(startMs, nowMs);
        }
        long slack = Math.max(DEFAULT_SLACK_MS, 2L * request.getDurationMinutes() * 60_000);
        request.setWindow(
                Window.newBuilder().setStartMs(startMs).setEndMs(end == null ? startMs + slack : end.toEpochMilli()));
    }
}
