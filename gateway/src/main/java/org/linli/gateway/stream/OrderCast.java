package org.linli.gateway.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.frame.TeamFrames;
import org.linli.gateway.http.Language;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView;
import org.linli.gateway.view.RegionView.OrderChange;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.ServerFrame;
import org.linli.proto.TeamOffer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/**
 * One order's change on its way to the channels: who is told what of the order, its visits, their offers, invitations and
 * assignments, and of offers to teams. For one change.
 */
final class OrderCast {
    private final RegionView view;
    private final Frames frames;
    private final @Nullable Order before;
    private final Order after;
    private final long version;
    private final boolean renumbered;
    private final Secrets secrets;
    private final Secrets names;
    private final Set<String> heard;
    private final Set<String> family;
    private final Set<String> askers;
    private final Map<String, List<Frame>> cast = new LinkedHashMap<>();

    /** @param heard the channels for which frames are made */
    OrderCast(RegionView view, Frames frames, OrderChange change, Order after, Secrets secrets, Set<String> heard) {
        this.view = view;
        this.frames = frames;
        this.before = change.before();
        this.after = after;
        this.version = change.version();
        this.renumbered = change.renumbered();
        this.secrets = secrets;
        this.names = secrets.namesOnly();
        this.heard = heard;
        this.family = Casting.family(view, after);
        this.askers = Casting.askers(after, family);
    }

    Map<String, List<Frame>> all() {
        after.getVisitsList().forEach(this::visit);
        after.getTeamOffersList().forEach(this::teamOffer);
        if (orderChanged()) {
            receivers()
                    .forEach((channel, known) -> add(
                            channel,
                            "order",
                            after.getId(),
                            language ->
                                    ServerFrame.newBuilder().setOrder(frames.order(after, version, known, language))));
        }
        return cast;
    }

    /** To the leader: what the offer is now, or that seats of one that was taken wait again. */
    private void teamOffer(TeamOffer offer) {
        Optional<TeamOffer> was = before == null
                ? Optional.empty()
                : before.getTeamOffersList().stream()
                        .filter(known -> known.getNumber() == offer.getNumber())
                        .findFirst();
        boolean same = was.filter(offer::equals).isPresent();
        boolean taken = offer.getState() == OfferState.OFFER_STATE_ACCEPTED;
        boolean reopened = taken && before != null && before.getState() != after.getState();
        if (same && !reopened) {
            return;
        }
        view.teams()
                .find(offer.getTeam())
                .ifPresent(seen -> add(
                        Casting.me(seen.value().getLeaderId()),
                        "teamOffer",
                        Ids.teamOffer(after.getId(), offer.getNumber()),
                        language -> ServerFrame.newBuilder()
                                .setTeamOffer(new TeamFrames(frames).offer(after, offer, seen.value(), language))));
    }

    private boolean orderChanged() {
        return before == null
                || before.getState() != after.getState()
                || before.getEscalated() != after.getEscalated()
                || before.getStars() != after.getStars()
                || !before.getRequest().equals(after.getRequest());
    }

    private void visit(Visit visit) {
        @Nullable
        Visit was = before == null ? null : Orders.visit(before, visitId(visit)).orElse(null);
        if (visit.equals(was) && !(renumbered && Orders.isTaken(visit))) {
            return;
        }
        visit.getOffersList().forEach(offer -> offer(visit, offer, was));
        volunteers(visit, was);
        invited(visit, was);
        if (was != null) {
            receivers(visit, was);
        }
    }

    private String visitId(Visit visit) {
        return Ids.visit(after.getId(), visit.getNumber());
    }

    private void offer(Visit visit, Offer offer, @Nullable Visit was) {
        Optional<Offer> old = was == null
                ? Optional.empty()
                : was.getOffersList().stream()
                        .filter(known -> known.getNumber() == offer.getNumber())
                        .findFirst();
        boolean born = old.isEmpty() && offer.getState() == OfferState.OFFER_STATE_ACCEPTED;
        if (born || old.filter(offer::equals).isPresent()) {
            return;
        }
        String id = Frames.offerId(after, visit, offer);
        String channel = Casting.me(offer.getVolunteerId());
        if (Orders.isLive(offer)) {
            add(
                    channel,
                    "offer",
                    id,
                    language -> ServerFrame.newBuilder().setOffer(frames.offer(after, visit, offer, language)));
        } else {
            add(
                    channel,
                    "offer",
                    id,
                    language -> ServerFrame.newBuilder().setOfferClosed(frames.closed(after, visit, offer)));
        }
    }

    /** Who has the visit, and who has just lost it. */
    private void volunteers(Visit visit, @Nullable Visit was) {
        String now = visit.getVolunteerId();
        String then = was == null ? "" : was.getVolunteerId();
        if (!then.isEmpty() && !then.equals(now)) {
            gone(then, visit);
        }
        if (now.isEmpty()) {
            return;
        }
        if (Orders.isTaken(visit)) {
            add(
                    Casting.me(now),
                    "assignment",
                    visitId(visit),
                    language -> ServerFrame.newBuilder()
                            .setAssignment(frames.assignment(after, visit, secrets, true, language)));
        } else {
            add(
                    Casting.me(now),
                    "visit",
                    visitId(visit),
                    language -> ServerFrame.newBuilder().setVisit(frames.visit(after, visit, names)));
        }
    }

    private void invited(Visit visit, @Nullable Visit was) {
        Set<String> then = invitees(was);
        Set<String> now = invitees(visit);
        for (String person : now) {
            if (!then.contains(person)) {
                add(
                        Casting.me(person),
                        "invitation",
                        visitId(visit),
                        language -> ServerFrame.newBuilder()
                                .setInvitation(frames.invitation(
                                        after, visit, 0, Frames.usualPoints(frames.policy(), after), language)));
            }
        }
        then.removeAll(now);
        then.remove(visit.getVolunteerId());
        then.forEach(person -> gone(person, visit));
    }

    private Set<String> invitees(@Nullable Visit visit) {
        return visit == null || visit.getState() != VisitState.VISIT_STATE_INVITED
                ? new HashSet<>()
                : new LinkedHashSet<>(visit.getInvitedVolunteersList());
    }

    private void gone(String person, Visit visit) {
        add(
                Casting.me(person),
                "visit",
                visitId(visit),
                language -> ServerFrame.newBuilder().setVisit(frames.gone(after, visit)));
    }

    /** The resident and the family with what each may know; an organisation that asked, and staff, with names alone. */
    private Map<String, Secrets> receivers() {
        Map<String, Secrets> channels = new LinkedHashMap<>();
        family.forEach(person -> channels.put(Casting.me(person), told(person)));
        askers.forEach(account -> channels.put(Casting.org(account), names));
        channels.put(Casting.QUEUE, names);
        return channels;
    }

    private void receivers(Visit visit, Visit was) {
        boolean taken = Orders.isTaken(visit)
                && !(Orders.isTaken(was) && was.getVolunteerId().equals(visit.getVolunteerId()));
        receivers().forEach((channel, known) -> {
            if (taken) {
                add(
                        channel,
                        "assignment",
                        visitId(visit),
                        language -> ServerFrame.newBuilder()
                                .setAssignment(frames.assignment(after, visit, names, false, language)));
            }
            add(
                    channel,
                    "visit",
                    visitId(visit),
                    language -> ServerFrame.newBuilder().setVisit(frames.visit(after, visit, known)));
        });
    }

    /** What one of the family may know: nobody tells the code word to themselves. */
    private Secrets told(String person) {
        return Orders.assigned(after).contains(person) ? names : secrets;
    }

    private void add(String channel, String kind, String id, Function<Language, ServerFrame.Builder> body) {
        if (!heard.contains(channel)) {
            return;
        }
        cast.computeIfAbsent(channel, unknown -> new ArrayList<>())
                .add(new Frame(
                        kind + '/' + id,
                        Orders.communities(after),
                        language -> body.apply(language).build()));
    }
}
