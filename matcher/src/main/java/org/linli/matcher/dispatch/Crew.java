package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.linli.matcher.registry.core.Qualification;
import org.linli.matcher.registry.core.Windows;
import org.linli.matcher.team.WhyNot;
import org.linli.proto.Order;
import org.linli.proto.Served;
import org.linli.proto.Window;
import org.linli.solver.facts.Spot;

/** The members of one team, as they could come to one order at one time. Used on one loop. */
final class Crew {
    private static final long WEEK_MS = 7 * 24 * 3_600_000L;
    /** Whoever has no place on file counts as this far away. */
    private static final int UNKNOWN_WAY_SECONDS = 3600;

    /** The leader's skills are asked of the order's first visit only. */
    private static final int LEADING_VISIT = 1;

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
        if (mayGo(member)) {
            ways.add(way(member));
            grown += qualification.isMinor(member.file(), window.getStartMs()) ? 0 : 1;
            leader |= mayLead(member);
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

    /** As the leader may name them, and nothing is being offered to them for that time. */
    private boolean mayGo(BookVolunteer member) {
        return member.reserved().stream()
                        .noneMatch(reserved -> Windows.overlap(reserved.hold().getWindow(), window))
                && WhyNot.of(rules.policy(), order, window, member.id(), member.file(), member.calendar(), tier(member))
                        .isEmpty();
    }

    private boolean mayLead(BookVolunteer member) {
        return qualification
                .lack(order, LEADING_VISIT, window, member.file(), tier(member), true)
                .isEmpty();
    }

    private String tier(BookVolunteer member) {
        return rules.policy().ladder().stream()
                .filter(step -> step.rank() == member.known().tierRank())
                .map(step -> step.code())
                .findFirst()
                .orElse("");
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
