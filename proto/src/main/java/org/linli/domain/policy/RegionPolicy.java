package org.linli.domain.policy;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rules of one region, as published in one YAML file. Services, skills and tiers are lists here, never enums, for
 * every county writes its own.
 *
 * @param region   the region's code, such as 520181
 * @param name     its name in Chinese
 * @param nameEn   its name in English
 * @param zone     the IANA zone for shifts, quiet hours, days and holidays
 * @param area     where its orders may be
 * @param services by code, in the order of the file
 * @param skills   by code, in the order of the file
 * @param papers   what a service may ask of volunteers on paper, by code, in the order of the file
 * @param ladder   the tiers from highest to lowest
 * @param hotlinePhone what somebody without a page dials to order; empty where there is none
 * @param calendar public holidays and the days off that are worked instead
 * @param look     which orders staff look at before they open
 * @param late     how many visits may be entered afterwards
 * @param teams    which orders teams are asked for, and how long
 */
public record RegionPolicy(
        String region,
        String name,
        String nameEn,
        ZoneId zone,
        Area area,
        Map<String, Service> services,
        Map<String, Skill> skills,
        Map<String, Paper> papers,
        List<TierStep> ladder,
        Offering offering,
        Planning planning,
        Credit credit,
        Evidence evidence,
        String hotlinePhone,
        WorkCalendar calendar,
        Look look,
        Late late,
        Teams teams) {

    /** A policy whose orders open by themselves. */
    public RegionPolicy(
            String region,
            String name,
            String nameEn,
            ZoneId zone,
            Area area,
            Map<String, Service> services,
            Map<String, Skill> skills,
            Map<String, Paper> papers,
            List<TierStep> ladder,
            Offering offering,
            Planning planning,
            Credit credit,
            Evidence evidence,
            String hotlinePhone,
            WorkCalendar calendar) {
        this(
                region,
                name,
                nameEn,
                zone,
                area,
                services,
                skills,
                papers,
                ladder,
                offering,
                planning,
                credit,
                evidence,
                hotlinePhone,
                calendar,
                Look.NONE,
                Late.USUAL,
                Teams.USUAL);
    }

    /** A policy without public holidays. */
    public RegionPolicy(
            String region,
            String name,
            String nameEn,
            ZoneId zone,
            Area area,
            Map<String, Service> services,
            Map<String, Skill> skills,
            Map<String, Paper> papers,
            List<TierStep> ladder,
            Offering offering,
            Planning planning,
            Credit credit,
            Evidence evidence,
            String hotlinePhone) {
        this(
                region,
                name,
                nameEn,
                zone,
                area,
                services,
                skills,
                papers,
                ladder,
                offering,
                planning,
                credit,
                evidence,
                hotlinePhone,
                WorkCalendar.NONE);
    }

    /** A policy that asks for nothing on paper. */
    public RegionPolicy(
            String region,
            String name,
            String nameEn,
            ZoneId zone,
            Area area,
            Map<String, Service> services,
            Map<String, Skill> skills,
            List<TierStep> ladder,
            Offering offering,
            Planning planning,
            Credit credit,
            Evidence evidence,
            String hotlinePhone) {
        this(
                region,
                name,
                nameEn,
                zone,
                area,
                services,
                skills,
                Map.of(),
                ladder,
                offering,
                planning,
                credit,
                evidence,
                hotlinePhone);
    }

    /**
     * Where a region's orders may be: a ring of [lng, lat] pairs widened by a margin in metres; an empty ring means
     * the bounding box alone.
     */
    public record Area(
            double minLatDeg,
            double minLngDeg,
            double maxLatDeg,
            double maxLngDeg,
            List<double[]> ring,
            int marginMeters) {}

    /**
     * One kind of help.
     *
     * @param skills       what it always needs, beside what the order asks for
     * @param verifiedOnly whether a claimed, unverified skill does not count
     * @param minTier      the least tier, or empty
     * @param adultsOnly   whether nobody under 18 is sent
     * @param reviewed     whether staff look at it before it opens
     * @param referTo      "120", "119" or "110" where it is not volunteers' work at all, else empty
     * @param difficulty   a multiplier of points in thousandths (1000: plain)
     * @param leadMinutes  how long before the start it is offered
     * @param papers       what its volunteer must have on paper, in force until the visit's end
     */
    public record Service(
            String code,
            String name,
            String nameEn,
            String icon,
            int defaultMinutes,
            int maxMinutes,
            List<SkillNeed> skills,
            boolean verifiedOnly,
            String minTier,
            boolean adultsOnly,
            boolean reviewed,
            String referTo,
            int difficulty,
            int leadMinutes,
            int fewestPeople,
            List<String> papers) {

        /** A service that asks for nothing on paper. */
        public Service(
                String code,
                String name,
                String nameEn,
                String icon,
                int defaultMinutes,
                int maxMinutes,
                List<SkillNeed> skills,
                boolean verifiedOnly,
                String minTier,
                boolean adultsOnly,
                boolean reviewed,
                String referTo,
                int difficulty,
                int leadMinutes,
                int fewestPeople) {
            this(
                    code,
                    name,
                    nameEn,
                    icon,
                    defaultMinutes,
                    maxMinutes,
                    skills,
                    verifiedOnly,
                    minTier,
                    adultsOnly,
                    reviewed,
                    referTo,
                    difficulty,
                    leadMinutes,
                    fewestPeople,
                    List.of());
        }
    }

    public record SkillNeed(String skill, int level) {}

    public record Skill(String code, String name, String nameEn, boolean rare) {}

    /** Something on paper that staff have seen, such as an insurance or a training. */
    public record Paper(String code, String name, String nameEn) {}

    /** A step of the ladder: reached from {@code atLeastScore} on; rank 0 is the lowest. */
    public record TierStep(String code, int atLeastScore, int rank) {}

    /**
     * When and how long something is offered.
     *
     * @param offerSeconds          how long an offer is held for one volunteer
     * @param extendSeconds         what one extension adds
     * @param graceSeconds          how long after it was seen an offer is never withdrawn
     * @param freeHandBackSeconds   how long after accepting a hand-back leaves no trace
     * @param openOffersPerVolunteer how many offers may be out to one volunteer at once
     * @param attemptsBeforeInvite  declines and lapses after which a visit is listed for claiming
     * @param inviteSeconds         how long it is listed before the dispatcher must look at it
     * @param withdrawGainSeconds   the least gain, in weighted seconds of travel, for which an unseen offer is moved
     * @param completeMinutes       how long before the accepted start all seats of an order for several people must be
     *                              taken; else it goes on with fewer or lets those who accepted go
     * @param lateSeatMinutes       how much later than the others somebody may start who fills a seat that was open
     */
    public record Offering(
            int offerSeconds,
            int extendSeconds,
            int graceSeconds,
            int freeHandBackSeconds,
            int openOffersPerVolunteer,
            int attemptsBeforeInvite,
            int inviteSeconds,
            int emergencyInvites,
            int withdrawGainSeconds,
            int seenWithinSeconds,
            int completeMinutes,
            int lateSeatMinutes) {}

    /**
     * Weights of the planner's soft rules, each per its natural unit, and of serving at all by priority.
     *
     * @param travelPerSecond      travel
     * @param latenessPerSecond    start after the window's start
     * @param worstLatenessPerSecond the plan's largest single lateness, beside the sum; 0: the sum alone
     * @param loadPerSquaredHour   squared hours given over the last 7 days
     * @param waitingPerHour       a reward per hour that a willing volunteer has waited without an offer, after half a week; the
     *                             whole grows with the square of the hours
     * @param samePersonReward     the same volunteer again
     * @param preferredReward      the volunteer whom the resident named
     * @param rareSkillPenalty     a rare skill used where it is not needed
     * @param tierReward           per rank for vulnerable residents
     * @param communityReward      the volunteer's own or partner community
     * @param disruptionPenalty    a shown or promised plan is changed
     * @param serve                medium points for serving, by priority name
     * @param servePerWaitingMinute medium points per minute since the order was opened
     * @param detour               thousandths: road over straight line (1400: 1.4)
     * @param walkMetersPerHour    speeds
     */
    public record Planning(
            int travelPerSecond,
            int latenessPerSecond,
            int worstLatenessPerSecond,
            int loadPerSquaredHour,
            int waitingPerHour,
            int samePersonReward,
            int preferredReward,
            int rareSkillPenalty,
            int tierReward,
            int communityReward,
            int disruptionPenalty,
            Map<String, Integer> serve,
            int servePerWaitingMinute,
            int detour,
            int walkMetersPerHour,
            int ebikeMetersPerHour,
            int carMetersPerHour,
            int candidates,
            int defaultMaxTravelMinutes,
            int defaultDutyMinutes) {}

    /**
     * How hours become credit.
     *
     * @param startScore       the score from which the ladder counts (Rongcheng and Weihai: 1000)
     * @param bands            points by the year's hours, in ascending order; the last is open
     * @param unitMinutes      measured time is rounded up to started units
     * @param confirmedCounts  "ORDERED": a visit that both sides agree on counts as ordered; "MEASURED": as measured
     * @param overrunMinutes   how far above the ordered duration a visit may count
     * @param confirmHours     after how many hours silence confirms
     * @param receiverPays     whether the resident's account is debited, else the community's pool
     */
    public record Credit(
            int startScore,
            List<Band> bands,
            int unitMinutes,
            String confirmedCounts,
            int overrunMinutes,
            int confirmHours,
            boolean receiverPays) {}

    /** Up to {@code toHour} of the year (0: without end), one point for each {@code hoursPerPoint}. */
    public record Band(int toHour, int hoursPerPoint) {}

    /**
     * Which orders of residents wait for staff's look, and how long.
     *
     * @param at               some of {@link #CODES}
     * @param minutes          after how many minutes without a look the dispatcher is told
     * @param duplicateMinutes how far back another order counts as a likely duplicate, or an emergency as the cause
     */
    public record Look(List<String> at, int minutes, int duplicateMinutes) {
        /** No number to call back; the first order of a resident; the same again; beside an emergency that was referred. */
        public static final List<String> CODES = List.of("NO_PHONE", "FIRST_ORDER", "DUPLICATE", "BESIDE_EMERGENCY");

        public static final Look NONE = new Look(List.of(), 30, 60);
    }

    /**
     * The limits of late entries.
     *
     * @param withinDays         how long after a visit it may still be entered
     * @param visitsPerVolunteer of one volunteer, of one day
     * @param entriesPerStaff    by one member of staff, in one day
     */
    public record Late(int withinDays, int visitsPerVolunteer, int entriesPerStaff) {
        public static final Late USUAL = new Late(7, 3, 60);
    }

    /**
     * When an order goes to a team as a whole before single people are asked.
     *
     * @param fromPeople    for how many people an order must be; 0: only teams that it names are asked
     * @param answerMinutes how long a leader has to answer
     */
    public record Teams(int fromPeople, int answerMinutes) {
        public static final Teams USUAL = new Teams(3, 30);
    }

    /** What proves presence: position within a radius and one more kind. */
    public record Evidence(int radiusMeters, int maxClockSkewSeconds, int maxOfflineHours) {}

    public Optional<Service> findService(String code) {
        return Optional.ofNullable(services.get(code));
    }

    /** The rank of a tier: 0 is the lowest; -1 for a tier that the ladder has not. */
    public int tierRank(String code) {
        for (TierStep step : ladder) {
            if (step.code().equals(code)) {
                return step.rank();
            }
        }
        return -1;
    }

    /** The tier that a score has reached. */
    public String tierAt(long score) {
        for (TierStep step : ladder) {
            if (score >= step.atLeastScore()) {
                return step.code();
            }
        }
        return ladder.get(ladder.size() - 1).code();
    }

    /** The tier of somebody with no history. */
    public String startTier() {
        return tierAt(credit.startScore());
    }
}
