package org.linli.matcher.backtest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.matcher.Loop;
import org.linli.matcher.dispatch.Positions;
import org.linli.proto.AcceptOffer;
import org.linli.proto.Change;
import org.linli.proto.CheckIn;
import org.linli.proto.CheckOut;
import org.linli.proto.Command;
import org.linli.proto.DeclineOffer;
import org.linli.proto.DeclineReason;
import org.linli.proto.Entry;
import org.linli.proto.Evidence;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.PositionSample;
import org.linli.proto.Presence;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.SeeOffer;
import org.linli.proto.Visit;

/**
 * Volunteers who do as they are drawn: see an offer, think, accept or decline, go there, stay, and are free again where
 * they are. What a person does about an order depends on the seed and the two alone, so that two policies meet the same
 * people. Used on one loop.
 */
final class Neighbours {
    private static final long MINUTE_MS = 60_000;
    /** From an offer to the word of an open page that it is on the screen. */
    private static final long SEES_MS = 1_000;

    private final Loop loop;
    private final VirtualRegion region;
    private final Positions positions;
    private final Diary diary;
    private final Habits habits;
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, Long> onSiteUntilMs = new HashMap<>();
    private final Set<String> shown = new HashSet<>();

    Neighbours(Loop loop, VirtualRegion region, Positions positions, Diary diary, Habits habits) {
        this.loop = loop;
        this.region = region;
        this.positions = positions;
        this.diary = diary;
        this.habits = habits;
    }

    void add(Person person) {
        people.put(person.id(), person);
    }

    /** Looks for offers. */
    void read(Entry entry) {
        for (Change change : entry.getChangesList()) {
            if (change.getAfter().hasOrder()) {
                Order order = change.getAfter().getOrder();
                order.getVisitsList().forEach(visit -> read(Ids.visit(order.getId(), visit.getNumber()), visit));
            }
        }
    }

    private void read(String visitId, Visit visit) {
        for (Offer offer : visit.getOffersList()) {
            String id = Ids.offer(visitId, offer.getNumber());
            if (offer.getState() == OfferState.OFFER_STATE_SENT && shown.add(id)) {
                shown(id, offer);
            }
        }
    }

    private void shown(String offerId, Offer offer) {
        String volunteerId = offer.getVolunteerId();
        String pair = Ids.orderOf(Ids.visitOf(offerId)) + volunteerId;
        SplittableRandom whim = new SplittableRandom(habits.seed() * 0x9E3779B97F4A7C15L + pair.hashCode());
        long most = habits.thinks().toMillis();
        long thinks = most / 4 + whim.nextLong(Math.max(1, most * 3 / 4));
        boolean declines =
                Objects.requireNonNull(people.get(volunteerId)).declines() || whim.nextInt(1000) < habits.declines();
        if (whim.nextInt(1000) < habits.sees()) {
            whileOpen(
                    SEES_MS,
                    offerId,
                    () -> said(by(volunteerId).setSeeOffer(SeeOffer.newBuilder().setOfferId(offerId))));
        }
        whileOpen(thinks, offerId, () -> answer(offerId, offer, declines));
    }

    /** Whatever is withdrawn meanwhile is gone from the screen, and nobody answers it. */
    private void whileOpen(long afterMs, String offerId, Runnable task) {
        loop.schedule(afterMs, () -> {
            OfferState state = offer(offerId).getState();
            if (state == OfferState.OFFER_STATE_SENT || state == OfferState.OFFER_STATE_SEEN) {
                task.run();
            }
        });
    }

    private void answer(String offerId, Offer offer, boolean declines) {
        String volunteerId = offer.getVolunteerId();
        if (declines) {
            said(by(volunteerId)
                    .setDeclineOffer(DeclineOffer.newBuilder()
                            .setOfferId(offerId)
                            .setReason(DeclineReason.DECLINE_REASON_NOT_NOW)));
        } else if (said(by(volunteerId).setAcceptOffer(AcceptOffer.newBuilder().setOfferId(offerId)))
                .getProblem()
                .isEmpty()) {
            go(Ids.visitOf(offerId), volunteerId, offer.getTravelSeconds() * 1000L);
        }
    }

    private void go(String visitId, String volunteerId, long wayMs) {
        long promisedMs = visit(visitId).getWindow().getStartMs();
        boolean inHaste = !habits.visits().isZero();
        long waitsMs = inHaste ? habits.visits().toMillis() / 2 : Math.max(promisedMs - region.nowMs(), wayMs);
        loop.schedule(waitsMs, () -> arrive(visitId, volunteerId, wayMs));
    }

    /** Whoever was kept longer at the door before sets out when that visit ends. */
    private void arrive(String visitId, String volunteerId, long wayMs) {
        long freeMs = onSiteUntilMs.getOrDefault(volunteerId, 0L);
        if (freeMs > region.nowMs()) {
            loop.schedule(freeMs + wayMs - region.nowMs(), () -> arrive(visitId, volunteerId, wayMs));
            return;
        }
        Order order = order(visitId);
        positions.report(PositionSample.newBuilder()
                .setVolunteerId(volunteerId)
                .setPlace(order.getRequest().getLocation())
                .build());
        said(by(volunteerId)
                .setCheckIn(CheckIn.newBuilder()
                        .setVisitId(visitId)
                        .setPresence(Presence.newBuilder()
                                .setLocation(order.getRequest().getLocation())
                                .addEvidence(Evidence.newBuilder()
                                        .setKind(Evidence.Kind.KIND_CODE)
                                        .setDigest(City.code(order.getId()))))));
        long staysMs = habits.visits().isZero()
                ? order.getRequest().getDurationMinutes() * MINUTE_MS
                : habits.visits().toMillis() / 2;
        onSiteUntilMs.put(volunteerId, region.nowMs() + staysMs);
        loop.schedule(staysMs, () -> leave(visitId, volunteerId));
    }

    private void leave(String visitId, String volunteerId) {
        Presence.Builder presence =
                Presence.newBuilder().setLocation(order(visitId).getRequest().getLocation());
        said(by(volunteerId)
                .setCheckOut(CheckOut.newBuilder().setVisitId(visitId).setPresence(presence)));
    }

    private Order order(String visitId) {
        return region.get(EntityKey.order(Ids.orderOf(visitId))).entity().getOrder();
    }

    private Visit visit(String visitId) {
        return order(visitId).getVisits(Ids.visitNumber(visitId) - 1);
    }

    private Offer offer(String offerId) {
        String visitId = Ids.visitOf(offerId);
        for (Offer offer : visit(visitId).getOffersList()) {
            if (Ids.offer(visitId, offer.getNumber()).equals(offerId)) {
                return offer;
            }
        }
        return Offer.getDefaultInstance();
    }

    private static Command.Builder by(String volunteerId) {
        return City.by(Role.ROLE_VOLUNTEER, volunteerId);
    }

    Reply said(Command.Builder command) {
        Reply reply = region.now(command.build());
        if (!reply.getProblem().isEmpty()) {
            diary.refused(reply.getProblem());
        }
        return reply;
    }
}
