package org.linli.load.check;

import java.util.function.LongConsumer;
import org.linli.proto.Entity;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.TeamOffer;
import org.linli.proto.Visit;

/** The moments that decisions stamp into what they change, or reckon from. */
final class Stamps {
    private Stamps() {}

    /** @param confirmMs how long after a decision a visit or an activity counts as confirmed */
    static void of(Entity entity, long confirmMs, LongConsumer take) {
        switch (entity.getBodyCase()) {
            case ORDER -> order(entity.getOrder(), confirmMs, take);
            case CALENDAR -> {
                take.accept(entity.getCalendar().getDuty().getSinceMs());
                take.accept(entity.getCalendar().getLastOfferMs());
                take.accept(entity.getCalendar().getCallUp().getAskedAtMs());
                take.accept(entity.getCalendar().getCallUp().getAnsweredAtMs());
            }
            case ACTIVITY -> {
                take.accept(entity.getActivity().getCreatedAtMs());
                take.accept(entity.getActivity().getChangedAtMs());
                entity.getActivity()
                        .getParticipantsList()
                        .forEach(participant -> take.accept(participant.getConfirmDueMs() - confirmMs));
            }
            case SERIES -> {
                take.accept(entity.getSeries().getCreatedAtMs());
                take.accept(entity.getSeries().getChangedAtMs());
            }
            case EMERGENCY -> {
                take.accept(entity.getEmergency().getBegunAtMs());
                take.accept(entity.getEmergency().getEndedAtMs());
            }
            case LATE -> {
                take.accept(entity.getLate().getEnteredAtMs());
                take.accept(entity.getLate().getDecidedAtMs());
            }
            case TEAM -> {
                take.accept(entity.getTeam().getCreatedAtMs());
                entity.getTeam().getPeopleList().forEach(member -> take.accept(member.getSinceMs()));
            }
            case ORGANISATION -> take.accept(entity.getOrganisation().getCreatedAtMs());
            case PROFILE -> take.accept(entity.getProfile().getCreatedAtMs());
            case LEDGER_ENTRY -> take.accept(entity.getLedgerEntry().getAtMs());
            case POLICY -> take.accept(entity.getPolicy().getPublishedAtMs());
            default -> {}
        }
    }

    private static void order(Order order, long confirmMs, LongConsumer take) {
        take.accept(order.getCreatedAtMs());
        take.accept(order.getClosedAtMs());
        for (TeamOffer offer : order.getTeamOffersList()) {
            take.accept(offer.getSentAtMs());
            take.accept(offer.getClosedAtMs());
        }
        for (Visit visit : order.getVisitsList()) {
            take.accept(visit.getOpenedAtMs());
            take.accept(visit.getDepartedAtMs());
            take.accept(visit.getCheckIn().getAtMs());
            take.accept(visit.getCheckOut().getAtMs());
            take.accept(visit.getConfirmDueMs() - confirmMs);
            take.accept(visit.getConfirmedAtMs());
            take.accept(visit.getDisputedAtMs());
            for (Offer offer : visit.getOffersList()) {
                take.accept(offer.getSentAtMs());
                take.accept(offer.getSeenAtMs());
                take.accept(offer.getClosedAtMs());
            }
        }
    }
}
