package org.linli.matcher.registry.core;

import java.util.List;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.RegionArea;
import org.linli.proto.Gender;
import org.linli.proto.HolidayRule;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.SkillLevel;
import org.linli.proto.Window;

/** Checks what is asked for against the region's rules, and fills in what was left open. */
final class RequestCheck {
    static final int MOST_PEOPLE = 20;
    static final int MOST_SKILL_LEVEL = 5;

    /** A round of more doors is two rounds. */
    private static final int MOST_STOPS = 30;

    private static final int MOST_SKILLS = 16;
    private static final int MOST_LANGUAGES = 8;
    /** Two years of weeks. */
    private static final int MOST_EXCEPTIONS = 104;

    private static final int DAY_MINUTES = 24 * 60;
    private static final long HOUR_MS = 3_600_000L;
    /** Phones are put down and clocks differ: an order for "now" may say a moment ago. */
    private static final long MOST_PAST_MS = HOUR_MS;
    /** A year ahead and a month, for what recurs yearly. */
    private static final long MOST_AHEAD_MS = 400 * 24 * HOUR_MS;

    private final RegionPolicy policy;
    private final long nowMs;

    RequestCheck(RegionPolicy policy, long nowMs) {
        this.policy = policy;
        this.nowMs = nowMs;
    }

    /** The request with its defaults, or a refusal that names the field. */
    OrderRequest complete(OrderRequest asked) {
        RegionPolicy.Service service = policy.findService(asked.getService())
                .orElseThrow(() -> Refusal.at("unknown-service", "/service", asked.getService()));
        OrderRequest request = withDefaults(asked, service);
        duration(request, service);
        Refusal.unless(
                1 <= request.getPeople() && request.getPeople() <= MOST_PEOPLE,
                "people-invalid",
                "/people",
                request.getPeople(),
                MOST_PEOPLE);
        window(request);
        places(request);
        wishes(request);
        return request;
    }

    /** A request of what was done already, in these hours. */
    OrderRequest completeLate(OrderRequest asked, long fromMs, long untilMs) {
        RegionPolicy.Service service = policy.findService(asked.getService())
                .orElseThrow(() -> Refusal.at("unknown-service", "/service", asked.getService()));
        OrderRequest request = withDefaults(asked, service).toBuilder()
                .setPeople(1)
                .setDurationMinutes((int) Math.max(1, Math.min(service.maxMinutes(), (untilMs - fromMs) / 60_000)))
                .setWindow(Window.newBuilder().setStartMs(fromMs).setEndMs(untilMs))
                .clearRepeat()
                .build();
        places(request);
        wishes(request);
        return request;
    }

    private static OrderRequest withDefaults(OrderRequest asked, RegionPolicy.Service service) {
        OrderRequest.Builder request = asked.toBuilder();
        if (asked.getDurationMinutes() == 0) {
            request.setDurationMinutes(service.defaultMinutes());
        }
        if (asked.getPeople() == 0) {
            request.setPeople(1);
        }
        if (asked.getPriority() == Priority.PRIORITY_UNSPECIFIED) {
            request.setPriority(Priority.PRIORITY_ROUTINE);
        }
        if (!asked.hasLocation() && asked.getStopsCount() > 0) {
            request.setLocation(asked.getStops(0));
        }
        return request.build();
    }

    private static void duration(OrderRequest request, RegionPolicy.Service service) {
        int minutes = request.getDurationMinutes();
        Refusal.unless(
                1 <= minutes && minutes <= service.maxMinutes(),
                "duration-invalid",
                "/durationMinutes",
                minutes,
                service.maxMinutes());
    }

    private void window(OrderRequest request) {
        Window window = request.getWindow();
        boolean inTime = nowMs - MOST_PAST_MS <= window.getStartMs()
                && window.getStartMs() <= nowMs + MOST_AHEAD_MS
                && window.getEndMs() <= nowMs + 2 * MOST_AHEAD_MS;
        Refusal.unless(inTime, "window-invalid", "/window/start", window.getStartMs(), window.getEndMs());
        long lengthMs = request.getDurationMinutes() * 60_000L;
        boolean fits = window.getStartMs() + lengthMs <= window.getEndMs() && nowMs < window.getEndMs();
        Refusal.unless(fits, "window-invalid", "/window/end", window.getStartMs(), window.getEndMs());
    }

    private void places(OrderRequest request) {
        Refusal.unless(request.hasLocation(), "field-invalid", "/location", "absent");
        place(request.getLocation(), "/location");
        if (request.hasTo()) {
            place(request.getTo(), "/to");
        }
        Fields.between(request.getStopsCount(), 0, MOST_STOPS, "/stops");
        for (int i = 0; i < request.getStopsCount(); i++) {
            place(request.getStops(i), "/stops/" + i);
        }
        int residents = request.getStopResidentsCount();
        known(residents == 0 || residents == request.getStopsCount(), "/stops");
        for (int i = 0; i < residents; i++) {
            known(Ids.isPerson(request.getStopResidents(i)), "/stops/" + i + "/residentId");
        }
    }

    private void place(Place place, String pointer) {
        boolean inside = Places.isOnEarth(place) && RegionArea.contains(policy.area(), Places.wgs84(place));
        Refusal.unless(inside, "outside-region", pointer, place.getLatE7() / 1e7, place.getLngE7() / 1e7);
    }

    private void wishes(OrderRequest request) {
        boolean knownTier = request.getMinTier().isEmpty() || policy.tierRank(request.getMinTier()) >= 0;
        Refusal.unless(knownTier, "unknown-tier", "/minTier", request.getMinTier());
        skills(request.getSkillsList(), "/skills");
        skills(request.getLeaderSkillsList(), "/leader/skills");
        Fields.between(request.getLanguagesCount(), 0, MOST_LANGUAGES, "/languages");
        request.getLanguagesList().forEach(language -> Fields.text(language, "/languages", 1, 35));
        known(request.getPriority() != Priority.UNRECOGNIZED, "/priority");
        known(request.getGenderPreference() != Gender.UNRECOGNIZED, "/genderPreference");
        String preferred = request.getPreferVolunteer();
        known(preferred.isEmpty() || Ids.isPerson(preferred), "/preferVolunteer");
        Fields.between(request.getGapMaxMinutes(), request.getGapMinMinutes(), DAY_MINUTES, "/gapMinutes");
        Fields.between(request.getGapMinMinutes(), 0, DAY_MINUTES, "/gapMinutes");
        Fields.text(request.getRepeat(), "/repeat", 0, 200);
        Fields.between(request.getExceptDaysCount(), 0, MOST_EXCEPTIONS, "/except");
        known(request.getOnHolidays() != HolidayRule.UNRECOGNIZED, "/onHolidays");
        Fields.text(request.getCommunity(), "/community", 0, 64);
        known(request.getTeam().isEmpty() || Ids.isPerson(request.getTeam()), "/team");
        known(request.getOrganisation().isEmpty() || Ids.isPerson(request.getOrganisation()), "/organisation");
    }

    private void skills(List<SkillLevel> skills, String pointer) {
        Fields.between(skills.size(), 0, MOST_SKILLS, pointer);
        for (int i = 0; i < skills.size(); i++) {
            SkillLevel skill = skills.get(i);
            String at = pointer + '/' + i;
            Refusal.unless(
                    policy.skills().containsKey(skill.getSkill()), "unknown-skill", at + "/skill", skill.getSkill());
            Fields.between(skill.getLevel(), 1, MOST_SKILL_LEVEL, at + "/level");
        }
    }

    private static void known(boolean known, String pointer) {
        Refusal.unless(known, "field-invalid", pointer, "unknown");
    }
}
