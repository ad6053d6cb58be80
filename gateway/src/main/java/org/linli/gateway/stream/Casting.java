package org.linli.gateway.stream;

import java.util.ArrayList;
import java.util.Collections;
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
import org.linli.gateway.frame.ActivityFrames;
import org.linli.gateway.frame.EmergencyFrames;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.frame.TeamFrames;
import org.linli.gateway.http.Language;
import org.linli.gateway.view.Activities;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView;
import org.linli.gateway.view.RegionView.CalendarChange;
import org.linli.gateway.view.RegionView.OrderChange;
import org.linli.gateway.view.Teams;
import org.linli.proto.Activity;
import org.linli.proto.CallUp;
import org.linli.proto.Emergency;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.Participant;
import org.linli.proto.ServerFrame;
import org.linli.proto.Team;
import org.linli.proto.TeamMember;
import org.linli.proto.TeamOffer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** Who is told what of a change: the frames for each channel, in their order. Pure but for the read model's families. */
final class Casting {
    static final String QUEUE = "queue";
    static final String MAP = "map";

    private final RegionView view;
    private final Frames frames;

    Casting(RegionView view, Frames frames) {
        this.view = view;
        this.frames = frames;
    }

    static String me(String personId) {
        return "me:" + personId;
    }

    /** The channels that the change may concern. */
    Set<String> channels(OrderChange change) {
        Set<String> channels = new LinkedHashSet<>();
        channels.add(QUEUE);
        Order after = change.after();
        if (after != null) {
            family(after).forEach(person -> channels.add(me(person)));
            Orders.asked(after).forEach(person -> channels.add(me(person)));
            after.getVisitsList()
                    .forEach(visit -> visit.getInvitedVolunteersList().forEach(person -> channels.add(me(person))));
            after.getTeamOffersList()
                    .forEach(offer -> channels.add(me(view.teams().leaderOf(offer.getTeam()))));
        }
        Order before = change.before();
        if (before != null) {
            before.getVisitsList()
                    .forEach(visit -> visit.getInvitedVolunteersList().forEach(person -> channels.add(me(person))));
        }
        return channels;
    }

    Set<String> channels(CalendarChange change) {
        Set<String> channels = new LinkedHashSet<>();
        Collections.addAll(channels, QUEUE, MAP, me(change.id()));
        return channels;
    }

    /** The leader, and everybody who signed up. */
    Set<String> channels(Activities.Change change) {
        Set<String> channels = new LinkedHashSet<>();
        channels.add(me(change.after().getLeaderId()));
        change.after().getParticipantsList().forEach(participant -> channels.add(me(participant.getPersonId())));
        return channels;
    }

    /** The leader hears of every change of the team, its people of what concerns their own part. */
    Map<String, List<Frame>> cast(Teams.Change change) {
        Team after = change.after();
        Team before = change.before() == null ? Team.getDefaultInstance() : change.before();
        Map<String, List<Frame>> cast = new LinkedHashMap<>();
        if (!after.equals(before)) {
            cast.put(me(after.getLeaderId()), List.of(frame(after, after.getLeaderId())));
        }
        for (TeamMember member : after.getPeopleList()) {
            String person = member.getPersonId();
            if (TeamFrames.concerns(before, after, person)) {
                cast.put(me(person), List.of(frame(after, person)));
            }
        }
        return cast;
    }

    private static Frame frame(Team team, String person) {
        ServerFrame body =
                ServerFrame.newBuilder().setTeam(TeamFrames.of(team, person)).build();
        return new Frame("team/" + team.getId(), Set.copyOf(team.getCommunitiesList()), language -> body);
    }

    /** The leader hears of every change, others of what concerns their own part. */
    Map<String, List<Frame>> cast(Activities.Change change) {
        Activity after = change.after();
        Activity before = change.before() == null ? Activity.getDefaultInstance() : change.before();
        Map<String, List<Frame>> cast = new LinkedHashMap<>();
        if (!after.equals(before)) {
            cast.put(me(after.getLeaderId()), List.of(frame(after, after.getLeaderId())));
        }
        for (Participant participant : after.getParticipantsList()) {
            String person = participant.getPersonId();
            if (ActivityFrames.concerns(before, after, person)) {
                cast.put(me(person), List.of(frame(after, person)));
            }
        }
        return cast;
    }

    private static Frame frame(Activity activity, String person) {
        ServerFrame body = ServerFrame.newBuilder()
                .setActivity(ActivityFrames.of(activity, person))
                .build();
        return new Frame("activity/" + activity.getId(), Set.of(activity.getCommunity()), language -> body);
    }

    /** The region's emergency, for everybody. */
    Frame emergency() {
        Emergency emergency = view.emergency();
        return new Frame(
                "emergency",
                Set.of(),
                language -> ServerFrame.newBuilder()
                        .setEmergency(EmergencyFrames.of(emergency, language))
                        .build());
    }

    Set<String> family(Order order) {
        Set<String> family = new LinkedHashSet<>();
        family.add(order.getResidentId());
        view.findProfile(order.getResidentId())
                .ifPresent(seen -> family.addAll(seen.value().getResident().getRelativesList()));
        return family;
    }

    /** Frames of a change of duty, and of a call-up for its volunteer; nothing where only holds changed. */
    Map<String, List<Frame>> cast(CalendarChange change) {
        Map<String, List<Frame>> cast = duty(change);
        CallUp before = change.before() == null
                ? CallUp.getDefaultInstance()
                : change.before().getCallUp();
        if (change.after().hasCallUp() && !change.after().getCallUp().equals(before)) {
            ServerFrame body = ServerFrame.newBuilder()
                    .setCallUp(EmergencyFrames.callUp(change.after()))
                    .build();
            cast.computeIfAbsent(me(change.id()), unknown -> new ArrayList<>()).add(Frame.of("call-up", body));
        }
        return cast;
    }

    private Map<String, List<Frame>> duty(CalendarChange change) {
        Map<String, List<Frame>> cast = new LinkedHashMap<>();
        boolean same = change.before() != null
                && change.before().getDuty().equals(change.after().getDuty());
        if (same || !change.after().hasDuty()) {
            return cast;
        }
        Set<String> communities = view.findProfile(change.id())
                .map(seen -> Set.copyOf(seen.value().getVolunteer().getCommunitiesList()))
                .orElse(Set.of());
        ServerFrame body =
                ServerFrame.newBuilder().setDuty(frames.duty(change.after())).build();
        Frame frame = new Frame("duty/" + change.id(), communities, language -> body);
        channels(change).forEach(channel -> cast.put(channel, new ArrayList<>(List.of(frame))));
        return cast;
    }

    /** Whether one of the channels may be told names, or more: staff's, the family's, or of somebody who has a visit. */
    boolean tellsSecrets(Order order, Set<String> channels) {
        return channels.contains(QUEUE)
                || family(order).stream().anyMatch(person -> channels.contains(me(person)))
                || order.getVisitsList().stream().anyMatch(visit -> channels.contains(me(visit.getVolunteerId())));
    }

    /** Frames of an order's change for these channels; the secrets hold what its parties may know. */
    Map<String, List<Frame>> cast(OrderChange change, Secrets secrets, Set<String> channels) {
        Order after = change.after();
        return after == null ? Map.of() : new Cast(change, after, secrets, channels).all();
    }

    /** One order's change on its way to the channels. */
    private final class Cast {
        private final @Nullable Order before;
        private final Order after;
        private final long version;
        private final boolean renumbered;
        private final Secrets secrets;
        private final Secrets names;
        private final Set<String> heard;
        private final Map<String, List<Frame>> cast = new LinkedHashMap<>();

        Cast(OrderChange change, Order after, Secrets secrets, Set<String> heard) {
            this.before = change.before();
            this.after = after;
            this.version = change.version();
            this.renumbered = change.renumbered();
            this.secrets = secrets;
            this.names = secrets.namesOnly();
            this.heard = heard;
        }

        Map<String, List<Frame>> all() {
            after.getVisitsList().forEach(this::visit);
            after.getTeamOffersList().forEach(this::teamOffer);
            if (orderChanged()) {
                add(
                        QUEUE,
                        "order",
                        after.getId(),
                        language -> ServerFrame.newBuilder().setOrder(frames.order(after, version, names, language)));
                family(after)
                        .forEach(person -> add(
                                me(person),
                                "order",
                                after.getId(),
                                language -> ServerFrame.newBuilder()
                                        .setOrder(frames.order(after, version, told(person), language))));
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
                            me(seen.value().getLeaderId()),
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
            Visit was =
                    before == null ? null : Orders.visit(before, visitId(visit)).orElse(null);
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
            String channel = me(offer.getVolunteerId());
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
                        me(now),
                        "assignment",
                        visitId(visit),
                        language -> ServerFrame.newBuilder()
                                .setAssignment(frames.assignment(after, visit, secrets, true, language)));
            } else {
                add(
                        me(now),
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
                            me(person),
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
                    me(person),
                    "visit",
                    visitId(visit),
                    language -> ServerFrame.newBuilder().setVisit(frames.gone(after, visit)));
        }

        /** The resident, the family and staff. */
        private void receivers(Visit visit, Visit was) {
            boolean taken = Orders.isTaken(visit)
                    && !(Orders.isTaken(was) && was.getVolunteerId().equals(visit.getVolunteerId()));
            Map<String, Secrets> channels = new LinkedHashMap<>();
            family(after).forEach(person -> channels.put(me(person), told(person)));
            channels.put(QUEUE, names);
            channels.forEach((channel, known) -> {
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
}
