package org.linli.gateway.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linli.gateway.frame.ActivityFrames;
import org.linli.gateway.frame.EmergencyFrames;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.frame.TeamFrames;
import org.linli.gateway.view.Activities;
import org.linli.gateway.view.Families;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView;
import org.linli.gateway.view.RegionView.CalendarChange;
import org.linli.gateway.view.RegionView.OrderChange;
import org.linli.gateway.view.Teams;
import org.linli.proto.Activity;
import org.linli.proto.CallUp;
import org.linli.proto.Emergency;
import org.linli.proto.Order;
import org.linli.proto.Participant;
import org.linli.proto.Role;
import org.linli.proto.ServerFrame;
import org.linli.proto.Team;
import org.linli.proto.TeamMember;

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

    /** What an account hears for its organisation: of topic me, to those signed in as such alone. */
    static String org(String account) {
        return "org:" + account;
    }

    /** Who ordered for an organisation, where that is not the family, which is told more. */
    static Set<String> askers(Order order, Set<String> family) {
        String account = order.getActor().getSubject();
        return order.getActor().getRole() == Role.ROLE_ORG && !family.contains(account) ? Set.of(account) : Set.of();
    }

    /** The channels that the change may concern. */
    Set<String> channels(OrderChange change) {
        Set<String> channels = new LinkedHashSet<>();
        channels.add(QUEUE);
        Order after = change.after();
        if (after != null) {
            Set<String> family = family(after);
            family.forEach(person -> channels.add(me(person)));
            askers(after, family).forEach(account -> channels.add(org(account)));
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

    /** The leader, everybody who signed up, and organisations that have to do with it. */
    Set<String> channels(Activities.Change change) {
        Set<String> channels = new LinkedHashSet<>();
        channels.add(me(change.after().getLeaderId()));
        change.after().getParticipantsList().forEach(participant -> channels.add(me(participant.getPersonId())));
        view.teams().accountsWith(change.after()).forEach(account -> channels.add(org(account)));
        return channels;
    }

    /** The leader and the organisation hear of every change of the team, its people of what concerns their own part. */
    Map<String, List<Frame>> cast(Teams.Change change) {
        Team after = change.after();
        Team before = change.before() == null ? Team.getDefaultInstance() : change.before();
        Map<String, List<Frame>> cast = new LinkedHashMap<>();
        if (!after.equals(before)) {
            cast.put(me(after.getLeaderId()), List.of(frame(after, after.getLeaderId())));
            view.teams().accountsOf(after).forEach(account -> cast.put(org(account), List.of(frame(after, account))));
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

    /** The leader and organisations hear of every change, others of what concerns their own part. */
    Map<String, List<Frame>> cast(Activities.Change change) {
        Activity after = change.after();
        Activity before = change.before() == null ? Activity.getDefaultInstance() : change.before();
        Map<String, List<Frame>> cast = new LinkedHashMap<>();
        if (!after.equals(before)) {
            cast.put(me(after.getLeaderId()), List.of(frame(after, after.getLeaderId())));
            view.teams().accountsWith(after).forEach(account -> cast.put(org(account), List.of(frame(after, account))));
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
        return family(view, order);
    }

    /** The resident, and the family whom the resident's file names. */
    static Set<String> family(RegionView view, Order order) {
        Set<String> family = new LinkedHashSet<>();
        family.add(order.getResidentId());
        view.findProfile(order.getResidentId())
                .ifPresent(seen -> family.addAll(Families.of(seen.value().getResident())));
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

    /**
     * Whether one of the channels may be told names, or more: staff's, the family's, that of an organisation which ordered, or of
     * somebody who has a visit.
     */
    boolean tellsSecrets(Order order, Set<String> channels) {
        Set<String> family = family(order);
        return channels.contains(QUEUE)
                || family.stream().anyMatch(person -> channels.contains(me(person)))
                || askers(order, family).stream().anyMatch(account -> channels.contains(org(account)))
                || order.getVisitsList().stream().anyMatch(visit -> channels.contains(me(visit.getVolunteerId())));
    }

    /** Frames of an order's change for these channels; the secrets hold what its parties may know. */
    Map<String, List<Frame>> cast(OrderChange change, Secrets secrets, Set<String> channels) {
        Order after = change.after();
        return after == null ? Map.of() : new OrderCast(view, frames, change, after, secrets, channels).all();
    }
}
