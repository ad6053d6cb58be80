package org.linli.load.check;

import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Calendar;
import org.linli.proto.Emergency;
import org.linli.proto.Gender;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Place;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

/**
 * Whether anybody waits in the end though somebody surely could come: on duty and free for long, near, asked for
 * nothing special, and not asked before. Narrow on purpose, so that it accuses no dispatcher who had a reason.
 */
final class ServiceCheck {
    /** The dispatcher tries again what it could not serve after a minute. */
    private static final long OFFERED_WITHIN_MS = 75_000;

    private static final long MINUTE_MS = 60_000;
    private static final long TRAVEL_MS = 25 * MINUTE_MS;
    private static final long NEAR_E7 = 400_000;
    private static final int FEW = 2;

    private final Findings findings;
    private final LogFacts facts;
    private final long sinceMs;
    private final long endMs;

    ServiceCheck(Findings findings, LogFacts facts, Calmness calm) {
        this.findings = findings;
        this.facts = facts;
        this.endMs = calm.endMs();
        this.sinceMs = calm.endMs() - OFFERED_WITHIN_MS;
    }

    void check(RegionPolicy policy) {
        List<Versioned> calendars = facts.state.values().stream()
                .filter(entity -> entity.entity().hasCalendar())
                .toList();
        for (Versioned entity : List.copyOf(facts.state.values())) {
            Order order = entity.entity().getOrder();
            if (entity.entity().hasOrder() && isPlain(order, policy)) {
                long leadMs = leadMs(order, policy);
                order.getVisitsList().forEach(visit -> check(order, visit, leadMs, calendars));
            }
        }
    }

    private boolean isPlain(Order order, RegionPolicy policy) {
        OrderRequest request = order.getRequest();
        boolean special = !request.getSkillsList().isEmpty()
                || !request.getLanguagesList().isEmpty()
                || !request.getMinTier().isEmpty()
                || !request.getTeam().isEmpty()
                || request.getPeople() > 1
                || request.getGenderPreference() != Gender.GENDER_UNSPECIFIED
                || policy.findService(request.getService())
                        .map(service -> !service.skills().isEmpty())
                        .orElse(true);
        return !special && !mayHaveWaited(order) && !order.getEscalated() && order.getCreatedAtMs() < sinceMs;
    }

    /** Whether an emergency had it wait until a moment ago, or still does. */
    private boolean mayHaveWaited(Order order) {
        Emergency emergency = facts.get(EntityKey.EMERGENCY).entity().getEmergency();
        boolean lately = emergency.getEndedAtMs() == 0 || emergency.getEndedAtMs() >= sinceMs;
        return lately && EmergencyCheck.wouldPause(emergency, order);
    }

    /** How long before its start a later visit is offered: one that may start so soon is wanted now. */
    private static long leadMs(Order order, RegionPolicy policy) {
        return policy.findService(order.getRequest().getService())
                .map(service -> service.leadMinutes() * MINUTE_MS)
                .orElse(0L);
    }

    private void check(Order order, Visit visit, long leadMs, List<Versioned> calendars) {
        long latestEndMs = order.getRequest().getWindow().getEndMs();
        boolean waits = order.getState() == OrderState.ORDER_STATE_OPEN
                && visit.getState() == VisitState.VISIT_STATE_OPEN
                && visit.getOpenedAtMs() < sinceMs
                && visit.getDeclines() + visit.getLapses() < FEW
                && endMs + TRAVEL_MS + lengthMs(order) < latestEndMs
                && order.getRequest().getWindow().getStartMs() - leadMs <= sinceMs;
        String who = waits
                ? calendars.stream()
                        .map(entity -> entity.entity().getCalendar())
                        .filter(calendar -> isSure(order, visit, calendar))
                        .map(Calendar::getVolunteerId)
                        .findFirst()
                        .orElse("")
                : "";
        findings.expect(
                who.isEmpty(),
                Invariant.SERVED,
                () -> order.getId() + " waits since " + visit.getOpenedAtMs() + " though " + who + " is free; now "
                        + endMs);
    }

    private static long lengthMs(Order order) {
        return order.getRequest().getDurationMinutes() * MINUTE_MS;
    }

    private boolean isSure(Order order, Visit visit, Calendar calendar) {
        String id = calendar.getVolunteerId();
        VolunteerFile file =
                facts.get(EntityKey.profile(id)).entity().getProfile().getVolunteer();
        Versioned stored = facts.get(EntityKey.calendar(id));
        boolean free = calendar.getDuty().getOn()
                && calendar.getDuty().getSinceMs() < sinceMs
                && calendar.getDuty().getUntilMs() > endMs + TRAVEL_MS + lengthMs(order)
                && calendar.getHoldsCount() == 0
                && facts.atMs(stored.sequence()) < sinceMs;
        boolean fits = file.getState() == VolunteerState.VOLUNTEER_STATE_APPROVED
                && file.getBirthYear() < 2000
                && near(file.getHome(), order.getRequest().getLocation())
                && !calendar.getBlockedByResidentsList().contains(order.getResidentId())
                && visit.getOffersList().stream()
                        .noneMatch(offer -> offer.getVolunteerId().equals(id));
        return free && fits;
    }

    private static boolean near(Place one, Place other) {
        return Math.abs(one.getLatE7() - other.getLatE7()) < NEAR_E7
                && Math.abs(one.getLngE7() - other.getLngE7()) < NEAR_E7;
    }
}
