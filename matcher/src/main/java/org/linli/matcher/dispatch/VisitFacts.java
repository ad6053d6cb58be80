package org.linli.matcher.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.ResidentFile;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.ZoneVisit;

/** Says to a planner what an order, its history and its resident ask of whoever takes one of its visits. */
final class VisitFacts {
    private static final long MINUTE_MS = 60_000;

    private VisitFacts() {}

    /**
     * Who is not to be asked, and why. Somebody who let an offer lapse may be asked again once an invitation has found
     * nobody either.
     */
    static Map<String, ReasonCode> exclusions(Order order, Visit visit, ResidentFile resident, boolean invited) {
        Map<String, ReasonCode> reasons = new LinkedHashMap<>();
        reasons.put(order.getResidentId(), ReasonCode.OWN_ORDER);
        resident.getBlockedVolunteersList().forEach(blocked -> reasons.put(blocked, ReasonCode.BLOCKED_PAIR));
        for (Visit sibling : order.getVisitsList()) {
            if (sibling.getNumber() != visit.getNumber() && isTaken(sibling)) {
                reasons.put(holderOf(sibling), ReasonCode.SAME_ORDER);
            }
        }
        for (Offer offer : visit.getOffersList()) {
            exclude(reasons, offer, invited);
        }
        return small(reasons);
    }

    /** Of most visits the resident alone is kept away, and a map of one takes a tenth of the memory. */
    private static Map<String, ReasonCode> small(Map<String, ReasonCode> reasons) {
        return reasons.size() == 1 ? Map.copyOf(reasons) : reasons;
    }

    private static void exclude(Map<String, ReasonCode> reasons, Offer offer, boolean invited) {
        if (offer.getState() == OfferState.OFFER_STATE_DECLINED) {
            reasons.put(offer.getVolunteerId(), ReasonCode.DECLINED_BEFORE);
        } else if (offer.getState() == OfferState.OFFER_STATE_HANDED_BACK) {
            reasons.put(offer.getVolunteerId(), ReasonCode.HANDED_BACK_BEFORE);
        } else if (offer.getState() == OfferState.OFFER_STATE_EXPIRED && !invited) {
            reasons.put(offer.getVolunteerId(), ReasonCode.LAPSED_BEFORE);
        }
    }

    /** Since when it waits, in Unix milliseconds. */
    static long openedAtMs(Order order, Visit visit) {
        return visit.getOpenedAtMs() > 0 ? visit.getOpenedAtMs() : order.getCreatedAtMs();
    }

    /** Where whoever takes one of the order's visits goes first. */
    static Place place(OrderRequest request) {
        return request.hasLocation() || request.getStopsCount() == 0 ? request.getLocation() : request.getStops(0);
    }

    /** Whether somebody has the visit, or an offer of it. */
    static boolean isTaken(Visit visit) {
        return switch (visit.getState()) {
            case VISIT_STATE_OFFERED,
                    VISIT_STATE_ASSIGNED,
                    VISIT_STATE_EN_ROUTE,
                    VISIT_STATE_ON_SITE,
                    VISIT_STATE_DONE,
                    VISIT_STATE_CONFIRMED,
                    VISIT_STATE_DISPUTED -> true;
            default -> false;
        };
    }

    /** Who has it, or the offer; empty where nobody has. */
    static String holderOf(Visit visit) {
        if (visit.getState() != VisitState.VISIT_STATE_OFFERED) {
            return visit.getVolunteerId();
        }
        return visit.getOffersList().stream()
                .filter(BookVisit::isLive)
                .map(Offer::getVolunteerId)
                .findFirst()
                .orElse("");
    }

    private static boolean isVulnerable(ResidentFile resident) {
        String mobility = resident.getMobility();
        return resident.getLivesAlone() || !(mobility.isEmpty() || mobility.equalsIgnoreCase("NORMAL"));
    }

    /**
     * @param id       of the visit
     * @param offering how much later than those who accepted somebody who fills an open seat may start
     */
    static ZoneVisit wire(
            String id,
            Order order,
            Visit visit,
            Map<String, ReasonCode> exclusions,
            ResidentFile resident,
            RegionPolicy.Offering offering) {
        ZoneVisit.Builder wire = ZoneVisit.newBuilder()
                .setId(id)
                .setResidentId(order.getResidentId())
                .setRequest(order.getRequest())
                .setOpenedAtMs(openedAtMs(order, visit))
                .addAllExcludedVolunteers(exclusions.keySet())
                .setVulnerable(isVulnerable(resident));
        if (visit.getState() == VisitState.VISIT_STATE_OFFERED) {
            wire.setOfferedTo(holderOf(visit))
                    .setOfferedStartMs(visit.getWindow().getStartMs());
        }
        addBounds(wire, order, visit, offering.lateSeatMinutes() * MINUTE_MS);
        return wire.build();
    }

    /**
     * Siblings that somebody has fix the start: at once with them, or within the gaps that the order allows; where they
     * have accepted, as soon after as the policy allows, for a seat that opens late could never be filled else.
     */
    private static void addBounds(ZoneVisit.Builder wire, Order order, Visit visit, long lateMs) {
        OrderRequest request = order.getRequest();
        long earliest = 0;
        long latest = Long.MAX_VALUE;
        for (Visit sibling : order.getVisitsList()) {
            if (sibling.getNumber() != visit.getNumber() && isTaken(sibling) && sibling.hasWindow()) {
                int seats = visit.getNumber() - sibling.getNumber();
                long least = seats * request.getGapMinMinutes() * MINUTE_MS;
                long most = seats * request.getGapMaxMinutes() * MINUTE_MS;
                earliest = Math.max(earliest, sibling.getWindow().getStartMs() + Math.min(least, most));
                long late = isAccepted(sibling) ? lateMs : 0;
                latest = Math.min(latest, sibling.getWindow().getStartMs() + Math.max(least, most) + late);
                wire.setAdultSibling(wire.getAdultSibling() || isAccepted(sibling));
            }
        }
        if (latest < Long.MAX_VALUE) {
            wire.setEarliestStartMs(earliest).setLatestStartMs(Math.max(latest, 1));
        }
    }

    private static boolean isAccepted(Visit visit) {
        return visit.getState() != VisitState.VISIT_STATE_OFFERED;
    }
}
