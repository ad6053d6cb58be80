package org.linli.gateway.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.linli.gateway.frame.ActivityFrames;
import org.linli.gateway.frame.EmergencyFrames;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.frame.TeamFrames;
import org.linli.gateway.view.Activities;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.matcher.emergency.Pauses;
import org.linli.proto.Activity;
import org.linli.proto.ActivityFrame;
import org.linli.proto.Calendar;
import org.linli.proto.Emergency;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.ParticipantState;
import org.linli.proto.ServerFrame;
import org.linli.proto.Snapshot;
import org.linli.proto.Team;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** The state that a listener starts from, as of the moment when it is asked for, in frames of a bearable size. */
final class Snapshots {
    /** About 100 kB a frame. */
    static final int ORDERS_A_FRAME = 200;
    /** Nobody leads or has joined more at once: a calendar holds 64. */
    private static final int MOST_ACTIVITIES = 100;

    private final RegionView view;
    private final Frames frames;
    private final Casting casting;
    private final Unsealing unsealing;

    Snapshots(RegionView view, Frames frames, Casting casting, Unsealing unsealing) {
        this.view = view;
        this.frames = frames;
        this.casting = casting;
        this.unsealing = unsealing;
    }

    /** One order with what the listener may know of it, and whether as staff: of a community, that of the order. */
    private record Known(Seen<Order> order, Secrets secrets, boolean asStaff) {}

    CompletionStage<List<ServerFrame>> of(Listener listener, long nowMs) {
        List<CompletableFuture<Known>> orders = new ArrayList<>();
        for (Seen<Order> order : orders(listener, nowMs)) {
            orders.add(unsealing
                    .secrets(order.value(), isParty(listener, order.value()), people(order.value()))
                    .exceptionally(closed -> Secrets.NONE)
                    .thenApply(secrets -> new Known(order, secrets, asStaff(listener, order.value(), nowMs)))
                    .toCompletableFuture());
        }
        List<Calendar> duties = duties(listener, nowMs);
        return CompletableFuture.allOf(orders.toArray(CompletableFuture[]::new))
                .thenApply(all -> pages(listener, orders, duties));
    }

    private static boolean asStaff(Listener listener, Order order, long nowMs) {
        return listener.hears("queue") && listener.mayHave("queue", Orders.communities(order), nowMs);
    }

    private Collection<Seen<Order>> orders(Listener listener, long nowMs) {
        Set<Seen<Order>> orders = new LinkedHashSet<>();
        String subject = listener.caller.subject();
        if (listener.hears("queue")) {
            view.ordersBefore("").stream()
                    .filter(order -> !Orders.isOver(order.value())
                            && listener.mayHave("queue", Orders.communities(order.value()), nowMs))
                    .forEach(orders::add);
        }
        if (listener.hears("me")) {
            view.ordersOf(subject).stream()
                    .filter(order -> !Orders.isOver(order.value()))
                    .forEach(orders::add);
            view.ordersWith(subject).stream()
                    .filter(order -> !Orders.isOver(order.value()))
                    .forEach(orders::add);
            view.families()
                    .namedBy(subject)
                    .forEach(resident -> view.ordersOf(resident).stream()
                            .filter(order -> !Orders.isOver(order.value())
                                    && casting.family(order.value()).contains(subject))
                            .forEach(orders::add));
        }
        if (listener.hearsAsOrganisation()) {
            view.ordersBefore("").stream()
                    .filter(order -> !Orders.isOver(order.value()) && isAsker(listener, order.value()))
                    .forEach(orders::add);
        }
        return orders;
    }

    private boolean isAsker(Listener listener, Order order) {
        return listener.hearsAsOrganisation()
                && Casting.askers(order, casting.family(order)).contains(listener.caller.subject());
    }

    private boolean isParty(Listener listener, Order order) {
        String subject = listener.caller.subject();
        return listener.hears("me")
                && (casting.family(order).contains(subject)
                        || Orders.assigned(order).contains(subject));
    }

    static Set<String> people(Order order) {
        Set<String> people = new LinkedHashSet<>();
        people.add(order.getResidentId());
        people.addAll(order.getRequest().getStopResidentsList());
        order.getVisitsList().stream()
                .map(Visit::getVolunteerId)
                .filter(id -> !id.isEmpty())
                .forEach(people::add);
        return people;
    }

    private List<Calendar> duties(Listener listener, long nowMs) {
        List<Calendar> duties = new ArrayList<>();
        if (listener.hears("me")) {
            view.findCalendar(listener.caller.subject())
                    .filter(Calendar::hasDuty)
                    .ifPresent(duties::add);
        }
        if (listener.hears("queue") || listener.hears("map")) {
            view.calendars().stream()
                    .map(Seen::value)
                    .filter(calendar -> calendar.getDuty().getOn()
                            && !calendar.getVolunteerId().equals(listener.caller.subject())
                            && listener.mayHave("map", communities(calendar.getVolunteerId()), nowMs))
                    .forEach(duties::add);
        }
        return duties;
    }

    private Set<String> communities(String volunteerId) {
        return view.findProfile(volunteerId)
                .map(seen -> Set.copyOf(seen.value().getVolunteer().getCommunitiesList()))
                .orElse(Set.of());
    }

    private List<ServerFrame> pages(Listener listener, List<CompletableFuture<Known>> orders, List<Calendar> duties) {
        List<Snapshot.Builder> pages = new ArrayList<>();
        pages.add(Snapshot.newBuilder());
        for (CompletableFuture<Known> order : orders) {
            if (pages.get(pages.size() - 1).getOrdersCount() >= ORDERS_A_FRAME) {
                pages.add(Snapshot.newBuilder());
            }
            add(pages.get(pages.size() - 1), listener, order.join());
        }
        for (int i = 0; i < duties.size(); i++) {
            if (pages.get(pages.size() - 1).getDutiesCount() >= 10 * ORDERS_A_FRAME) {
                pages.add(Snapshot.newBuilder());
            }
            pages.get(pages.size() - 1).addDuties(frames.duty(duties.get(i)));
        }
        activities(listener).forEach(pages.get(pages.size() - 1)::addActivities);
        emergency(pages.get(pages.size() - 1), listener);
        teams(listener, pages.get(pages.size() - 1));
        pages.get(pages.size() - 1).setLast(true);
        return pages.stream()
                .map(page -> ServerFrame.newBuilder().setSnapshot(page).build())
                .toList();
    }

    /** The emergency while it runs, and whether the listener is called up in it. */
    private void emergency(Snapshot.Builder page, Listener listener) {
        Emergency emergency = view.emergency();
        if (!Pauses.isRunning(emergency)) {
            return;
        }
        page.setEmergency(EmergencyFrames.of(emergency, listener.language));
        if (listener.hears("me")) {
            view.findCalendar(listener.caller.subject())
                    .filter(own -> own.getCallUp().getEmergencyId().equals(emergency.getId()))
                    .ifPresent(own -> page.setCallUp(EmergencyFrames.callUp(own)));
        }
    }

    /** What a person leads or takes part in, until it is over and counted; what an organisation has to do with, until it is over. */
    private List<ActivityFrame> activities(Listener listener) {
        String subject = listener.caller.subject();
        if (!listener.hears("me")) {
            return List.of();
        }
        Stream<Activity> partners = listener.hearsAsOrganisation()
                ? view.activities().all().stream()
                        .map(Seen::value)
                        .filter(view.teams().activitiesOf(subject))
                        .filter(activity -> !Activities.isOver(activity))
                : Stream.of();
        Stream<Activity> own = view.activities().with(subject).stream()
                .filter(activity -> !Activities.isOver(activity) || isUncounted(activity, subject));
        return Stream.concat(own, partners)
                .distinct()
                .limit(MOST_ACTIVITIES)
                .map(activity -> ActivityFrames.of(activity, subject))
                .toList();
    }

    /** The teams that a person leads or belongs to, or acts for, and the offers that wait for this leader. */
    private void teams(Listener listener, Snapshot.Builder page) {
        String subject = listener.caller.subject();
        Set<Team> teams =
                new LinkedHashSet<>(listener.hears("me") ? view.teams().with(subject) : List.of());
        if (listener.hearsAsOrganisation()) {
            teams.addAll(view.teams().actedForBy(subject));
        }
        for (Team team : teams) {
            page.addTeams(TeamFrames.of(team, subject));
        }
        List<Team> led = teams.stream()
                .filter(team -> team.getLeaderId().equals(subject))
                .toList();
        if (!led.isEmpty()) {
            view.ordersBefore("").stream()
                    .map(Seen::value)
                    .filter(order -> order.getTeamOffersCount() > 0 && !Orders.isOver(order))
                    .forEach(order -> led.forEach(team -> offers(page, order, team, listener)));
        }
    }

    private void offers(Snapshot.Builder page, Order order, Team team, Listener listener) {
        order.getTeamOffersList().stream()
                .filter(offer -> offer.getTeam().equals(team.getId())
                        && (offer.getState() == OfferState.OFFER_STATE_SENT
                                || offer.getState() == OfferState.OFFER_STATE_ACCEPTED))
                .forEach(offer ->
                        page.addTeamOffers(new TeamFrames(frames).offer(order, offer, team, listener.language)));
    }

    private static boolean isUncounted(Activity activity, String person) {
        return Activities.find(activity, person)
                .filter(own -> own.getState() == ParticipantState.PARTICIPANT_STATE_DONE
                        || own.getState() == ParticipantState.PARTICIPANT_STATE_DISPUTED)
                .isPresent();
    }

    private void add(Snapshot.Builder page, Listener listener, Known known) {
        Order order = known.order().value();
        String subject = listener.caller.subject();
        boolean receiver = listener.hears("me") && casting.family(order).contains(subject);
        boolean staff = known.asStaff() || isAsker(listener, order);
        if (receiver || staff) {
            boolean told = receiver && !Orders.assigned(order).contains(subject);
            Secrets seen = told ? known.secrets() : known.secrets().namesOnly();
            page.addOrders(frames.order(order, known.order().version(), seen, listener.language));
        }
        for (Visit visit : order.getVisitsList()) {
            own(page, listener, known, visit);
            boolean taken = Orders.isTaken(visit);
            if (taken && listener.hears("me") && visit.getVolunteerId().equals(subject)) {
                page.addAssignments(frames.assignment(order, visit, known.secrets(), true, listener.language));
            } else if (taken && (receiver || staff)) {
                page.addAssignments(
                        frames.assignment(order, visit, known.secrets().namesOnly(), false, listener.language));
            }
        }
    }

    private void own(Snapshot.Builder page, Listener listener, Known known, Visit visit) {
        Order order = known.order().value();
        String subject = listener.caller.subject();
        if (!listener.hears("me")) {
            return;
        }
        visit.getOffersList().stream()
                .filter(offer -> Orders.isLive(offer) && offer.getVolunteerId().equals(subject))
                .forEach(offer -> page.addOffers(frames.offer(order, visit, offer, listener.language)));
        if (visit.getState() == VisitState.VISIT_STATE_INVITED
                && visit.getInvitedVolunteersList().contains(subject)) {
            page.addInvitations(
                    frames.invitation(order, visit, 0, Frames.usualPoints(frames.policy(), order), listener.language));
        }
    }
}
