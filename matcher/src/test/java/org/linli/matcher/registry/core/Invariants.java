package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.matcher.credit.LedgerCheck;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Account;
import org.linli.proto.Activity;
import org.linli.proto.Calendar;
import org.linli.proto.Entity;
import org.linli.proto.Hold;
import org.linli.proto.LedgerEntry;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** What must hold after every command, whatever came before. */
final class Invariants {
    private final ModelStore store;

    Invariants(ModelStore store) {
        this.store = store;
    }

    void check() {
        Map<String, Hold> wanted = new HashMap<>();
        Map<String, String> owners = new HashMap<>();
        for (Order order : orders()) {
            check(order, wanted, owners);
        }
        entities("activity:").forEach(entity -> check(entity.getActivity(), wanted, owners));
        checkCalendars(wanted, owners);
        checkFollowers();
        checkLedger();
    }

    private List<Order> orders() {
        return entities("order:").stream().map(Entity::getOrder).toList();
    }

    private List<Entity> entities(String prefix) {
        return store.entities().stream()
                .filter(versioned -> versioned.key().startsWith(prefix))
                .map(Versioned::entity)
                .toList();
    }

    private void check(Order order, Map<String, Hold> wanted, Map<String, String> owners) {
        if (order.getVisitsCount() > 0) {
            assertThat(order.getState()).as(order.getId()).isEqualTo(OrderStates.of(order.getVisitsList()));
        }
        assertThat(order.getClosedAtMs() > 0).as("closed %s", order).isEqualTo(Transitions.isOver(order.getState()));
        checkTeamOffers(order);
        Set<String> people = new HashSet<>();
        for (Visit visit : order.getVisitsList()) {
            check(order, visit, wanted, owners);
            holders(visit)
                    .forEach(id ->
                            assertThat(people.add(id)).as("twice in %s", order).isTrue());
        }
    }

    /** At most one team is asked, and while it is nobody else. */
    private static void checkTeamOffers(Order order) {
        long live = order.getTeamOffersList().stream()
                .filter(offer -> Transitions.isLive(offer.getState()))
                .count();
        assertThat(live).as("live team offers of %s", order).isLessThanOrEqualTo(1);
        if (live == 1) {
            assertThat(order.getVisitsList())
                    .as("single offers beside a team's in %s", order)
                    .extracting(Visit::getState)
                    .contains(VisitState.VISIT_STATE_OPEN)
                    .doesNotContain(VisitState.VISIT_STATE_OFFERED, VisitState.VISIT_STATE_INVITED);
        }
    }

    private static List<String> holders(Visit visit) {
        List<String> holders = new ArrayList<>();
        visit.getOffersList().stream()
                .filter(offer -> Transitions.isLive(offer.getState()))
                .forEach(offer -> holders.add(offer.getVolunteerId()));
        if (Transitions.isCommitted(visit.getState())) {
            holders.add(visit.getVolunteerId());
        }
        return holders;
    }

    private void check(Order order, Visit visit, Map<String, Hold> wanted, Map<String, String> owners) {
        String visitId = Ids.visit(order.getId(), visit.getNumber());
        List<Offer> live = visit.getOffersList().stream()
                .filter(offer -> Transitions.isLive(offer.getState()))
                .toList();
        assertThat(live)
                .as("live offers of %s", visitId)
                .hasSize(visit.getState() == VisitState.VISIT_STATE_OFFERED ? 1 : 0);
        live.forEach(offer -> want(wanted, owners, visitId, offer, Hold.Kind.KIND_OFFER));
        boolean committed = Transitions.isCommitted(visit.getState());
        if (committed) {
            Offer accepted = visit.getOffers(visit.getAcceptedOffer() - 1);
            assertThat(accepted.getVolunteerId()).isEqualTo(visit.getVolunteerId());
            assertThat(accepted.getVisitWindow()).isEqualTo(visit.getWindow());
            want(wanted, owners, visitId, accepted, Hold.Kind.KIND_COMMITMENT);
        }
        if (Transitions.isWaiting(visit.getState())) {
            assertThat(visit.getVolunteerId()).isEmpty();
            assertThat(visit.getAcceptedOffer()).isZero();
        }
        boolean posted = store.get(EntityKey.posting(visitId)).present();
        assertThat(posted).as("posting of %s", visit).isEqualTo(visit.getState() == VisitState.VISIT_STATE_CONFIRMED);
    }

    /** Nobody has a place that there is not; who has one is held; hours are posted once for each who is confirmed. */
    private void check(Activity activity, Map<String, Hold> wanted, Map<String, String> owners) {
        Set<String> people = new HashSet<>();
        int places = 0;
        int guests = 0;
        for (Participant participant : activity.getParticipantsList()) {
            String part = Ids.participation(activity.getId(), participant.getNumber());
            assertThat(people.add(participant.getPersonId()))
                    .as("twice in %s", activity)
                    .isTrue();
            if (ActivityTransitions.isPlaced(participant.getState())) {
                places += participant.getGuest() ? 0 : 1;
                guests += participant.getGuest() ? 1 : 0;
                assertThat(participant.getHeld()).as(part).isNotEqualTo(participant.getGuest());
            }
            if (participant.getHeld()) {
                owners.put(part, participant.getPersonId());
                wanted.put(
                        part,
                        Hold.newBuilder()
                                .setKind(Hold.Kind.KIND_ACTIVITY)
                                .setRef(part)
                                .setWindow(activity.getWindow())
                                .build());
            }
            assertThat(store.get(EntityKey.posting(part)).present())
                    .as("posting of %s", part)
                    .isEqualTo(participant.getState() == ParticipantState.PARTICIPANT_STATE_CONFIRMED);
        }
        assertThat(places).as("places of %s", activity.getId()).isLessThanOrEqualTo(activity.getPlaces());
        assertThat(guests).as("guests of %s", activity.getId()).isLessThanOrEqualTo(activity.getGuestPlaces());
    }

    private static void want(
            Map<String, Hold> wanted, Map<String, String> owners, String visitId, Offer offer, Hold.Kind kind) {
        String offerId = Ids.offer(visitId, offer.getNumber());
        wanted.put(
                offerId,
                Hold.newBuilder()
                        .setKind(kind)
                        .setRef(offerId)
                        .setWindow(offer.getVisitWindow())
                        .build());
        owners.put(offerId, offer.getVolunteerId());
    }

    /** Every hold is of a live offer or a commitment, and the other way round; none overlap. */
    private void checkCalendars(Map<String, Hold> wanted, Map<String, String> owners) {
        Map<String, Hold> found = new HashMap<>();
        for (Entity entity : entities("calendar:")) {
            Calendar calendar = entity.getCalendar();
            List<Hold> holds = calendar.getHoldsList();
            for (int i = 0; i < holds.size(); i++) {
                Hold hold = holds.get(i);
                found.put(
                        hold.getRef(), hold.toBuilder().clearStart().clearEnd().build());
                assertThat(owners.get(hold.getRef())).as(hold.getRef()).isEqualTo(calendar.getVolunteerId());
                for (Hold other : holds.subList(i + 1, holds.size())) {
                    boolean apart = hold.getWindow().getEndMs()
                                    <= other.getWindow().getStartMs()
                            || other.getWindow().getEndMs() <= hold.getWindow().getStartMs();
                    assertThat(apart).as("%s and %s", hold, other).isTrue();
                }
            }
        }
        assertThat(found).isEqualTo(wanted);
    }

    /** Timers and index sets are those of the entities. */
    private void checkFollowers() {
        Map<Effects.TimerName, Long> timers = new HashMap<>();
        Set<Effects.Membership> indexes = new HashSet<>();
        for (Order order : orders()) {
            timers.putAll(Effects.timersOf(order, store.policy()));
        }
        entities("calendar:").forEach(entity -> timers.putAll(Effects.timersOf(entity.getCalendar())));
        entities("activity:").forEach(entity -> timers.putAll(Effects.timersOf(entity.getActivity(), store.policy())));
        entities("emergency:").forEach(entity -> timers.putAll(Effects.timersOf(entity.getEmergency())));
        entities("series:").forEach(entity -> timers.putAll(Effects.timersOf(entity.getSeries(), store.policy())));
        entities("late:").forEach(entity -> indexes.addAll(Effects.indexesOf(entity.getLate())));
        entities("profile:").forEach(entity -> indexes.addAll(Effects.indexesOf(entity.getProfile())));
        assertThat(store.timers).isEqualTo(timers);
        assertThat(store.indexes()).isEqualTo(indexes);
    }

    /** All accounts and pools together are zero; each account is the sum of its entries; each entry one visit's. */
    private void checkLedger() {
        long minutes = inPools(":minutes");
        long points = inPools(":points");
        long entries = 0;
        for (Entity entity : entities("account:")) {
            Account account = entity.getAccount();
            List<LedgerEntry> own = new ArrayList<>();
            for (long number = 1; number <= account.getEntries(); number++) {
                own.add(store.get(EntityKey.ledger(account.getId(), number))
                        .entity()
                        .getLedgerEntry());
            }
            assertThat(new LedgerCheck(store.policy()).check(account, own)).isEmpty();
            minutes += account.getMinutes();
            points += account.getPointsMilli();
            entries += own.size();
        }
        assertThat(minutes).isZero();
        assertThat(points).isZero();
        assertThat(entities("ledger:")).hasSize((int) entries);
    }

    private long inPools(String counted) {
        return store.pools().entrySet().stream()
                .filter(pool -> pool.getKey().endsWith(counted))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
