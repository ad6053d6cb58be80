package org.linli.matcher.registry.core;

import java.util.List;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.RegionArea;
import org.linli.proto.Activity;
import org.linli.proto.Eligibility;
import org.linli.proto.Place;
import org.linli.proto.SkillLevel;
import org.linli.proto.Window;

/** Checks an activity as its leader wants it against the region's rules, and fills in what was left open. */
final class ActivityCheck {
    /** A larger event is several: its list stays readable, and its entity below 100 kB. */
    static final int MOST_PLACES = 200;

    private static final long MINUTE_MS = 60_000L;
    private static final long SHORTEST_MS = 15 * MINUTE_MS;
    private static final long LONGEST_MS = 12 * 60 * MINUTE_MS;
    private static final long MOST_AHEAD_MS = 400L * 24 * 60 * MINUTE_MS;
    private static final int MOST_AGE = 130;
    private static final int MOST_WORDS = 16;
    private static final int MOST_EXCEPTIONS = 100;

    private final RegionPolicy policy;
    private final long nowMs;

    ActivityCheck(RegionPolicy policy, long nowMs) {
        this.policy = policy;
        this.nowMs = nowMs;
    }

    /** The activity with its defaults and nothing else, or a refusal that names the field. */
    Activity complete(Activity asked) {
        Activity.Builder activity = Activity.newBuilder()
                .setId(asked.getId())
                .setLeaderId(asked.getLeaderId())
                .setTitle(asked.getTitle())
                .setLocation(asked.getLocation())
                .setPlaceName(asked.getPlaceName())
                .setWindow(asked.getWindow())
                .setPlaces(asked.getPlaces())
                .setFewest(asked.getFewest())
                .setGuestPlaces(asked.getGuestPlaces())
                .setEligibility(asked.getEligibility())
                .setGuestEligibility(asked.getGuestEligibility())
                .setSignUpUntilMs(signUp(asked))
                .setRepeat(asked.getRepeat())
                .addAllExceptDays(asked.getExceptDaysList())
                .setCommunity(asked.getCommunity())
                .setSealed(asked.getSealed());
        words(activity);
        window(activity.getWindow(), activity.getSignUpUntilMs());
        place(asked);
        Fields.between(activity.getPlaces(), 1, MOST_PLACES, "/places");
        Fields.between(activity.getGuestPlaces(), 0, MOST_PLACES, "/guestPlaces");
        Fields.between(activity.getFewest(), 0, activity.getPlaces(), "/fewest");
        eligibility(activity.getEligibility(), "/eligibility");
        eligibility(activity.getGuestEligibility(), "/guestEligibility");
        return activity.build();
    }

    private static long signUp(Activity asked) {
        long untilMs = asked.getSignUpUntilMs();
        return untilMs == 0 ? asked.getWindow().getStartMs() : untilMs;
    }

    private static void words(Activity.Builder activity) {
        Fields.text(activity.getTitle(), "/title", 1, 120);
        Fields.text(activity.getPlaceName(), "/placeName", 0, 120);
        Fields.text(activity.getCommunity(), "/community", 0, 64);
        Fields.text(activity.getRepeat(), "/repeat", 0, 200);
        Fields.between(activity.getExceptDaysCount(), 0, MOST_EXCEPTIONS, "/except");
    }

    private void window(Window window, long signUpUntilMs) {
        boolean inTime = nowMs < window.getStartMs() && window.getStartMs() <= nowMs + MOST_AHEAD_MS;
        Refusal.unless(inTime, "window-invalid", "/window/start", window.getStartMs(), window.getEndMs());
        long lengthMs = window.getEndMs() - window.getStartMs();
        boolean fits = SHORTEST_MS <= lengthMs && lengthMs <= LONGEST_MS;
        Refusal.unless(fits, "window-invalid", "/window/end", window.getStartMs(), window.getEndMs());
        Fields.between(signUpUntilMs, nowMs + 1, window.getStartMs(), "/signUpUntil");
    }

    private void place(Activity asked) {
        Refusal.unless(asked.hasLocation(), "field-invalid", "/location", "absent");
        Place place = asked.getLocation();
        boolean inside = Places.isOnEarth(place) && RegionArea.contains(policy.area(), Places.wgs84(place));
        Refusal.unless(inside, "outside-region", "/location", place.getLatE7() / 1e7, place.getLngE7() / 1e7);
    }

    private void eligibility(Eligibility rules, String pointer) {
        boolean knownTier = rules.getMinTier().isEmpty() || policy.tierRank(rules.getMinTier()) >= 0;
        Refusal.unless(knownTier, "unknown-tier", pointer + "/minTier", rules.getMinTier());
        Fields.between(rules.getSkillsCount(), 0, MOST_WORDS, pointer + "/skills");
        rules.getSkillsList().forEach(skill -> skill(skill, pointer + "/skills"));
        Fields.between(rules.getLeastAge(), 0, MOST_AGE, pointer + "/leastAge");
        Fields.between(rules.getMostAge(), 0, MOST_AGE, pointer + "/mostAge");
        words(rules.getCommunitiesList(), pointer + "/communities");
        words(rules.getCircumstancesList(), pointer + "/circumstances");
    }

    private void skill(SkillLevel skill, String pointer) {
        Refusal.unless(policy.skills().containsKey(skill.getSkill()), "unknown-skill", pointer, skill.getSkill());
        Fields.between(skill.getLevel(), 1, RequestCheck.MOST_SKILL_LEVEL, pointer);
    }

    private static void words(List<String> words, String pointer) {
        Fields.between(words.size(), 0, MOST_WORDS, pointer);
        words.forEach(word -> Fields.text(word, pointer, 1, 64));
    }
}
