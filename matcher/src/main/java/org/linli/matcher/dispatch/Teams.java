package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.MemberState;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.Organisation;
import org.linli.proto.Priority;
import org.linli.proto.ProposedTeamOffer;
import org.linli.proto.Team;
import org.linli.proto.TeamMember;
import org.linli.proto.Window;

/**
 * Which team is asked for an order before single people are: of those whose communities, or whose organisation's partners,
 * are the order's, with enough members who can come then, the one that has served least of late, then the nearest. Only in
 * the time before single people would be asked, so that an order for now waits for no team. Used on one loop.
 */
final class Teams {
    /** A leader needs as long to speak to people; with less, single people are asked at once. */
    static final long LEAST_ANSWER_MS = 10 * 60_000L;
    /** Starts are tried in these steps, and no more of them: most orders that want several people name their hour. */
    private static final long STEP_MS = 30 * 60_000L;

    private static final int MOST_STARTS = 8;
    /** Orders for which a team was proposed, so that a refusal is not proposed again; the oldest are forgotten. */
    private static final int MOST_REMEMBERED = 4096;

    private final Map<String, Team> teams = new HashMap<>();
    private final Map<String, Organisation> organisations = new HashMap<>();
    private final Set<String> proposed = new LinkedHashSet<>();

    void put(Team team) {
        teams.put(team.getId(), team);
    }

    void put(Organisation organisation) {
        organisations.put(organisation.getId(), organisation);
    }

    void clear() {
        teams.clear();
        organisations.clear();
        proposed.clear();
    }

    /** A team with the start at which it could come, and what speaks for it. */
    private record Choice(Team team, Crew crew, boolean own) {}

    /** The offer for an order of which nothing was planned, listed or offered yet; empty where single people are asked. */
    Optional<ProposedTeamOffer> find(Book book, List<BookVisit> free, long nowMs) {
        Order order = free.get(0).order();
        if (teams.isEmpty()
                || proposed.contains(order.getId())
                || !isForTeams(book.rules().policy(), free, nowMs)) {
            return Optional.empty();
        }
        List<Team> near = teams.values().stream()
                .filter(team -> !team.getClosed() && isMeant(team, order.getRequest()))
                .toList();
        for (Window window : starts(order.getRequest())) {
            Optional<Choice> best = near.stream()
                    .map(team -> new Choice(team, crew(book, team, order, window, nowMs), serves(team, order)))
                    .filter(choice -> choice.crew.isEnough())
                    .min(Comparator.comparingLong((Choice choice) -> choice.crew.servedMinutes())
                            .thenComparingInt(choice -> choice.crew.travelSeconds())
                            .thenComparing(choice -> choice.team.getId()));
            if (best.isPresent()) {
                remember(order.getId());
                return Optional.of(offer(order, best.get(), window));
            }
        }
        return Optional.empty();
    }

    private static boolean isForTeams(RegionPolicy policy, List<BookVisit> free, long nowMs) {
        Order order = free.get(0).order();
        OrderRequest request = order.getRequest();
        int from = policy.teams().fromPeople();
        boolean many = from > 0
                && request.getPeople() >= from
                && !request.getCommunity().isEmpty();
        boolean calm = request.getPriority() != Priority.PRIORITY_URGENT
                && request.getPriority() != Priority.PRIORITY_EMERGENCY;
        long leadMs = policy.findService(request.getService())
                        .map(RegionPolicy.Service::leadMinutes)
                        .orElse(0)
                * 60_000L;
        boolean inTime = nowMs + LEAST_ANSWER_MS <= request.getWindow().getStartMs() - leadMs;
        boolean untouched = order.getTeamOffersCount() == 0
                && free.size() == order.getVisitsCount()
                && free.stream().allMatch(Teams::isUntouched);
        return (many || isWished(request)) && calm && inTime && untouched && request.getGapMaxMinutes() == 0;
    }

    private static boolean isUntouched(BookVisit visit) {
        return visit.placement() == null && visit.visit().getOffersCount() == 0 && !visit.invited();
    }

    private static boolean isWished(OrderRequest request) {
        return !request.getTeam().isEmpty() || !request.getOrganisation().isEmpty();
    }

    private boolean isMeant(Team team, OrderRequest request) {
        if (!request.getTeam().isEmpty()) {
            return team.getId().equals(request.getTeam());
        }
        return request.getOrganisation().isEmpty()
                ? serves(team, request.getCommunity())
                : team.getOrganisation().equals(request.getOrganisation());
    }

    private boolean serves(Team team, Order order) {
        return serves(team, order.getRequest().getCommunity());
    }

    private boolean serves(Team team, String community) {
        @Nullable Organisation organisation = organisations.get(team.getOrganisation());
        return team.getCommunitiesList().contains(community)
                || (organisation != null && organisation.getCommunitiesList().contains(community));
    }

    private static List<Window> starts(OrderRequest request) {
        List<Window> starts = new ArrayList<>();
        long lengthMs = request.getDurationMinutes() * 60_000L;
        long startMs = request.getWindow().getStartMs();
        while (starts.size() < MOST_STARTS
                && startMs + lengthMs <= request.getWindow().getEndMs()) {
            starts.add(Window.newBuilder()
                    .setStartMs(startMs)
                    .setEndMs(startMs + lengthMs)
                    .build());
            startMs += STEP_MS;
        }
        return starts;
    }

    private static Crew crew(Book book, Team team, Order order, Window window, long nowMs) {
        Crew crew = new Crew(book.rules(), order, window, nowMs);
        for (TeamMember member : team.getPeopleList()) {
            @Nullable BookVolunteer volunteer = book.roster().find(member.getPersonId());
            if (member.getState() == MemberState.MEMBER_STATE_JOINED && volunteer != null) {
                crew.add(volunteer);
            }
        }
        return crew;
    }

    private static ProposedTeamOffer offer(Order order, Choice choice, Window window) {
        ProposedTeamOffer.Builder offer = ProposedTeamOffer.newBuilder()
                .setOrderId(order.getId())
                .setTeamId(choice.team.getId())
                .setWindow(window)
                .addReasons(ReasonCode.TEAM_ABLE.of(choice.crew.able()))
                .addReasons(ReasonCode.TRAVEL_MINUTES.of(Reasons.ceilMinutes(choice.crew.travelSeconds())));
        if (isWished(order.getRequest())) {
            offer.addReasons(ReasonCode.TEAM_WISHED.of(1));
        }
        if (choice.own) {
            offer.addReasons(ReasonCode.OWN_COMMUNITY.of(1));
        }
        return offer.addReasons(ReasonCode.TEAM_SERVED.of(choice.crew.servedMinutes()))
                .build();
    }

    private void remember(String orderId) {
        proposed.add(orderId);
        if (proposed.size() > MOST_REMEMBERED) {
            proposed.remove(proposed.iterator().next());
        }
    }

    /** Whether a team is being asked for the order: nobody else is, until it has answered. */
    static boolean isAsked(Order order) {
        return order.getTeamOffersList().stream().anyMatch(offer -> offer.getState() == OfferState.OFFER_STATE_SENT);
    }
}
