package org.linli.matcher.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.linli.domain.Age;
import org.linli.matcher.registry.core.Qualification;
import org.linli.proto.Calendar;
import org.linli.proto.Hold;
import org.linli.proto.Order;
import org.linli.proto.Served;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;
import org.linli.proto.Window;
import org.linli.solver.facts.Spot;

/** The members of one team, as they could come to one order at one time. Used on one loop. */
final class Crew {
    private static final long WEEK_MS = 7 * 24 * 3_600_000L;
    /** Whoever has no place on file counts as this far away. */
    private static final int UNKNOWN_WAY_SECONDS = 3600;

    private final Rules rules;
    private final Qualification qualification;
    private final Order order;
    private final Window window;
    private final long nowMs;
    private final List<Integer> ways = new ArrayList<>();
    private int members;
    private int grown;
    private boolean leader;
    private long served;

    Crew(Rules rules, Order order, Window window, long nowMs) {
        this.rules = rules;
        this.qualification = new Qualification(rules.policy());
        this.order = order;
        this.window = window;
        this.nowMs = nowMs;
        leader = order.getRequest().getLeaderSkillsCount() == 0;
    }

    void add(BookVolunteer member) {
        members++;
        for (Served visit : member.calendar().getServedList()) {
            served += visit.getAtMs() > nowMs - WEEK_MS ? visit.getMinutes() : 0;
        }
        if (isFree(member) && qualifies(member, 2)) {
            ways.add(way(member));
            grown += isGrown(member.file()) ? 1 : 0;
            leader |= qualifies(member, 1);
        }
    }

    /** Members who qualify and are free; those under 18 count where somebody of age is among them. */
    int able() {
        return grown == 0 ? 0 : ways.size();
    }

    boolean isEnough() {
        return leader && able() >= order.getRequest().getPeople();
    }

    /** Minutes that a member has served on average in the last 7 days. */
    long servedMinutes() {
        return members == 0 ? 0 : served / members;
    }

    /** On average, of the nearest as many as are wanted. */
    int travelSeconds() {
        return (int) ways.stream()
                .sorted()
                .limit(order.getRequest().getPeople())
                .mapToInt(Integer::intValue)
                .average()
                .orElse(0);
    }

    private boolean qualifies(BookVolunteer member, int visitNumber) {
        VolunteerFile file = member.file();
        Calendar calendar = member.calendar();
        boolean may = file.getState() == VolunteerState.VOLUNTEER_STATE_APPROVED
                && !calendar.getBlockedByResidentsList().contains(order.getResidentId())
                && !member.id().equals(order.getResidentId());
        return may
                && qualification
                        .lack(order, visitNumber, window, file, tier(member), true)
                        .isEmpty();
    }

    private String tier(BookVolunteer member) {
        return rules.policy().ladder().stream()
                .filter(step -> step.rank() == member.known().tierRank())
                .map(step -> step.code())
                .findFirst()
                .orElse("");
    }

    private boolean isFree(BookVolunteer member) {
        return member.calendar().getHoldsList().stream().noneMatch(this::overlaps)
                && member.reserved().stream().noneMatch(reserved -> overlaps(reserved.hold()));
    }

    private boolean overlaps(Hold hold) {
        return hold.getWindow().getStartMs() < window.getEndMs()
                && window.getStartMs() < hold.getWindow().getEndMs();
    }

    private boolean isGrown(VolunteerFile file) {
        int year = Instant.ofEpochMilli(window.getStartMs())
                .atZone(rules.policy().zone())
                .getYear();
        return !Age.isMinor(file.getBirthYear(), year);
    }

    private int way(BookVolunteer member) {
        return member.known().at() == null
                ? UNKNOWN_WAY_SECONDS
                : rules.travel()
                        .seconds(
                                Spot.of(member.known().at()),
                                Spot.of(order.getRequest().getLocation()),
                                member.calendar().getDuty().getTravelMode());
    }
}
