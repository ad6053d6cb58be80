package org.linli.matcher.dispatch;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.linli.proto.Calendar;
import org.linli.proto.Duty;
import org.linli.proto.Hold;
import org.linli.proto.Paper;
import org.linli.proto.Place;
import org.linli.proto.Served;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;
import org.linli.proto.ZoneCommitment;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.facts.Papers;
import org.linli.solver.facts.PlanVisit;

/** Says to a planner what the book knows of a volunteer. */
final class ZoneFacts {
    private static final long FAIRNESS_MS = Duration.ofDays(7).toMillis();
    private static final int MINUTE_SECONDS = 60;

    private ZoneFacts() {}

    /**
     * The volunteer's facts; empty of a window where there is none.
     *
     * @param fixed which holds are commitments: the others are part of the route that the planner may change
     */
    static ZoneVolunteer volunteer(BookVolunteer volunteer, Rules rules, Predicate<Hold> fixed) {
        VolunteerFile file = volunteer.file();
        ZoneVolunteer.Builder facts = ZoneVolunteer.newBuilder()
                .setId(volunteer.id())
                .addAllLanguages(file.getLanguagesList())
                .setTierRank(volunteer.known().tierRank())
                .setBirthYear(file.getBirthYear())
                .setGender(file.getGender())
                .setLastOfferMs(lastOfferMs(volunteer.calendar(), fixed))
                .addAllServedResidents(servedResidents(volunteer))
                .addAllCommunities(file.getCommunitiesList())
                .setLoadMinutes(loadMinutes(volunteer))
                .setRouteVersion(volunteer.routeVersion());
        addSkills(facts, file, volunteer.window());
        addPapers(facts, file, volunteer.window());
        addTravel(facts, volunteer, rules);
        addCommitments(facts, volunteer, fixed);
        volunteer.route().stream().map(PlanVisit::id).forEach(facts::addRoute);
        return facts.build();
    }

    /** An offer that may still go elsewhere has not ended the waiting: else it would, for whoever has waited longer now. */
    private static long lastOfferMs(Calendar calendar, Predicate<Hold> fixed) {
        boolean movable = calendar.getHoldsList().stream()
                .anyMatch(hold -> hold.getKind() == Hold.Kind.KIND_OFFER && !fixed.test(hold));
        return movable ? calendar.getPreviousOfferMs() : calendar.getLastOfferMs();
    }

    private static void addTravel(ZoneVolunteer.Builder facts, BookVolunteer volunteer, Rules rules) {
        Window window = volunteer.window();
        Place at = volunteer.known().at();
        Duty duty = volunteer.calendar().getDuty();
        int minutes = duty.getMaxTravelMinutes() > 0
                ? duty.getMaxTravelMinutes()
                : rules.planning().defaultMaxTravelMinutes();
        if (window != null) {
            facts.setAvailableFromMs(window.getStartMs()).setAvailableUntilMs(window.getEndMs());
        }
        if (at != null) {
            facts.setPlace(at);
        }
        facts.setTravelMode(duty.getTravelMode()).setMaxTravelSeconds(minutes * MINUTE_SECONDS);
    }

    /** A paper that ends before duty does is not counted on: nobody is offered what the registry would refuse. */
    private static void addPapers(ZoneVolunteer.Builder facts, VolunteerFile file, @Nullable Window window) {
        long endMs = window == null ? 0 : window.getEndMs();
        for (Paper paper : file.getPapersList()) {
            if (paper.getUntilMs() == 0 || paper.getUntilMs() >= endMs) {
                SkillLevel held = SkillLevel.newBuilder()
                        .setSkill(Papers.skill(paper.getPaper()))
                        .setLevel(1)
                        .build();
                facts.addSkills(held).addVerifiedSkills(held);
            }
        }
    }

    private static void addSkills(ZoneVolunteer.Builder facts, VolunteerFile file, @Nullable Window window) {
        long endMs = window == null ? 0 : window.getEndMs();
        for (SkillClaim claim : file.getSkillsList()) {
            SkillLevel level = SkillLevel.newBuilder()
                    .setSkill(claim.getSkill())
                    .setLevel(claim.getLevel())
                    .build();
            facts.addSkills(level);
            if (claim.getVerified() && (claim.getVerifiedUntilMs() == 0 || claim.getVerifiedUntilMs() >= endMs)) {
                facts.addVerifiedSkills(level);
            }
        }
    }

    private static void addCommitments(ZoneVolunteer.Builder facts, BookVolunteer volunteer, Predicate<Hold> fixed) {
        for (Hold hold : volunteer.calendar().getHoldsList()) {
            if (fixed.test(hold)) {
                facts.addCommitments(commitment(hold));
            }
        }
        for (Reservation reservation : volunteer.reserved()) {
            facts.addCommitments(commitment(reservation.hold()));
        }
    }

    private static ZoneCommitment commitment(Hold hold) {
        return ZoneCommitment.newBuilder()
                .setWindow(hold.getWindow())
                .setStart(hold.getStart())
                .setEnd(hold.hasEnd() ? hold.getEnd() : hold.getStart())
                .build();
    }

    private static Set<String> servedResidents(BookVolunteer volunteer) {
        Set<String> residents = new LinkedHashSet<>();
        volunteer.calendar().getServedList().forEach(served -> residents.add(served.getResidentId()));
        return residents;
    }

    /** Over the 7 days before the last visit: whoever has rested since then weighs no more than needed. */
    private static int loadMinutes(BookVolunteer volunteer) {
        List<Served> served = volunteer.calendar().getServedList();
        if (served.isEmpty()) {
            return 0;
        }
        long since = served.get(served.size() - 1).getAtMs() - FAIRNESS_MS;
        return served.stream()
                .filter(visit -> visit.getAtMs() >= since)
                .mapToInt(Served::getMinutes)
                .sum();
    }
}
