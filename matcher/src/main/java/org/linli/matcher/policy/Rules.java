package org.linli.matcher.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linli.domain.policy.RegionPolicy;
import org.yaml.snakeyaml.nodes.Node;

/** Reads how the region offers, weighs, credits and proves; every number has bounds that keep arithmetic exact. */
final class Rules {
    private static final int DAY_SECONDS = 86_400;
    private static final int WEIGHT = 1_000_000;
    private static final List<String> PRIORITIES = List.of("BULK", "ROUTINE", "SOON", "URGENT", "EMERGENCY");

    private Rules() {}

    /** From the highest tier to the lowest; the last is for everybody, whatever its number says. */
    static List<RegionPolicy.TierStep> ladder(Section root, Problems problems) {
        List<Node> nodes = root.list("ladder");
        List<RegionPolicy.TierStep> steps = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Section step = new Section(nodes.get(i), "/ladder/" + i, problems);
            String tier = step.text("tier");
            int atLeast = step.whole("atLeast", -WEIGHT, WEIGHT);
            if (i > 0 && atLeast >= steps.get(i - 1).atLeastScore()) {
                step.problem("atLeast", "(" + atLeast + ") must be below the tier above");
            }
            if (steps.stream().anyMatch(other -> other.code().equals(tier))) {
                step.problem("tier", "(" + tier + ") comes twice");
            }
            steps.add(new RegionPolicy.TierStep(tier, atLeast, nodes.size() - 1 - i));
            step.done();
        }
        if (root.has("ladder") && steps.isEmpty()) {
            root.problem("ladder", "must have at least one tier");
        }
        return List.copyOf(steps);
    }

    static RegionPolicy.Offering offering(Section section) {
        RegionPolicy.Offering offering = new RegionPolicy.Offering(
                section.whole("offerSeconds", 5, DAY_SECONDS),
                section.whole("extendSeconds", 0, DAY_SECONDS),
                section.whole("graceSeconds", 0, 3600),
                section.whole("freeHandBackSeconds", 0, DAY_SECONDS),
                section.whole("openOffersPerVolunteer", 1, 16),
                section.whole("attemptsBeforeInvite", 1, 50),
                section.whole("inviteSeconds", 10, 7 * DAY_SECONDS),
                section.whole("emergencyInvites", 0, 64),
                section.whole("withdrawGainSeconds", 0, DAY_SECONDS),
                section.whole("seenWithinSeconds", 1, DAY_SECONDS),
                section.wholeOr("completeMinutes", 30, 0, DAY_SECONDS / 60),
                section.wholeOr("lateSeatMinutes", 15, 0, DAY_SECONDS / 60));
        section.done();
        return offering;
    }

    static RegionPolicy.Planning planning(Section section) {
        RegionPolicy.Planning planning = new RegionPolicy.Planning(
                weight(section, "travelPerSecond"),
                weight(section, "latenessPerSecond"),
                section.wholeOr("worstLatenessPerSecond", 0, 0, WEIGHT),
                weight(section, "loadPerSquaredHour"),
                weight(section, "waitingPerHour"),
                weight(section, "samePersonReward"),
                weight(section, "preferredReward"),
                weight(section, "rareSkillPenalty"),
                weight(section, "tierReward"),
                weight(section, "communityReward"),
                weight(section, "disruptionPenalty"),
                serve(section.section("serve")),
                weight(section, "servePerWaitingMinute"),
                section.whole("detour", 1000, 5000),
                section.whole("walkMetersPerHour", 1000, 10_000),
                section.whole("ebikeMetersPerHour", 1000, 60_000),
                section.whole("carMetersPerHour", 1000, 150_000),
                section.whole("candidates", 1, 200),
                section.whole("defaultMaxTravelMinutes", 1, 240),
                section.whole("defaultDutyMinutes", 1, 1440));
        section.done();
        return planning;
    }

    static RegionPolicy.Credit credit(Section section, Problems problems) {
        RegionPolicy.Credit credit = new RegionPolicy.Credit(
                section.whole("startScore", 0, WEIGHT),
                bands(section, problems),
                section.whole("unitMinutes", 1, 240),
                confirmedCounts(section),
                section.whole("overrunMinutes", 0, 1440),
                section.whole("confirmHours", 1, 720),
                section.flagOr("receiverPays", false));
        section.done();
        return credit;
    }

    static RegionPolicy.Look look(Section section) {
        List<String> at = section.has("at") ? section.texts("at") : List.of();
        for (String code : at) {
            if (!RegionPolicy.Look.CODES.contains(code)) {
                section.problem("at", "(" + code + ") must be among " + RegionPolicy.Look.CODES);
            }
        }
        RegionPolicy.Look none = RegionPolicy.Look.NONE;
        RegionPolicy.Look look = new RegionPolicy.Look(
                at,
                section.wholeOr("minutes", none.minutes(), 1, 1440),
                section.wholeOr("duplicateMinutes", none.duplicateMinutes(), 1, 1440));
        section.done();
        return look;
    }

    static RegionPolicy.Teams teams(Section section) {
        RegionPolicy.Teams teams = new RegionPolicy.Teams(
                section.whole("fromPeople", 0, 20), section.whole("answerMinutes", 5, DAY_SECONDS / 60));
        section.done();
        return teams;
    }

    static RegionPolicy.Late late(Section section) {
        RegionPolicy.Late late = new RegionPolicy.Late(
                section.whole("withinDays", 1, 30),
                section.whole("visitsPerVolunteer", 0, 24),
                section.whole("entriesPerStaff", 0, 1000));
        section.done();
        return late;
    }

    static RegionPolicy.Evidence evidence(Section section) {
        RegionPolicy.Evidence evidence = new RegionPolicy.Evidence(
                section.whole("radiusMeters", 10, 10_000),
                section.whole("maxClockSkewSeconds", 0, 3600),
                section.whole("maxOfflineHours", 0, 168));
        section.done();
        return evidence;
    }

    private static int weight(Section section, String key) {
        return section.whole(key, 0, WEIGHT);
    }

    private static Map<String, Integer> serve(Section section) {
        Map<String, Integer> serve = new LinkedHashMap<>();
        PRIORITIES.forEach(priority -> serve.put(priority, section.whole(priority, 1, WEIGHT)));
        section.done();
        return Map.copyOf(serve);
    }

    private static String confirmedCounts(Section section) {
        String counts = section.text("confirmedCounts");
        if (section.has("confirmedCounts") && !counts.equals("ORDERED") && !counts.equals("MEASURED")) {
            section.problem("confirmedCounts", "(" + counts + ") must be ORDERED or MEASURED");
        }
        return counts;
    }

    /** At most 8 bands of at most 12 hours a point, so that their common denominator stays small. */
    private static List<RegionPolicy.Band> bands(Section section, Problems problems) {
        List<Node> nodes = section.list("bands");
        if (section.has("bands") && (nodes.isEmpty() || nodes.size() > 8)) {
            section.problem("bands", "(" + nodes.size() + ") must be 1 to 8");
        }
        List<RegionPolicy.Band> bands = new ArrayList<>();
        int above = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Section band = new Section(nodes.get(i), section.at("bands") + '/' + i, problems);
            boolean last = i == nodes.size() - 1;
            int toHour = last ? band.wholeOr("toHour", 0, 0, 0) : band.whole("toHour", above + 1, 8784);
            bands.add(new RegionPolicy.Band(toHour, band.whole("hoursPerPoint", 1, 12)));
            band.done();
            above = toHour;
        }
        return List.copyOf(bands);
    }
}
