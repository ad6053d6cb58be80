package org.linli.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.linli.domain.Wgs84;
import org.linli.gateway.frame.FrameJson;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.frame.TeamFrames;
import org.linli.gateway.http.Language;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.gateway.view.Teams;
import org.linli.proto.Calendar;
import org.linli.proto.MemberState;
import org.linli.proto.Order;
import org.linli.proto.Reason;
import org.linli.proto.Served;
import org.linli.proto.Team;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;

/**
 * Which teams a dispatcher may ask for an order, the best first: those that have enough people who could go, of the order's
 * community or its partners, that have served least of late, the nearest. As the read model has it; the registry decides.
 */
record TeamChoices(Desk desk) {
    /** More than anybody reads. */
    static final int MOST = 50;

    private static final long WEEK_MS = 7 * 24 * 3_600_000L;

    /**
     * One team for the order.
     *
     * @param able          members who could go then
     * @param own           whether it is asked for the order's community
     * @param servedMinutes of a member on average in seven days
     * @param servedAtMs    when one of them last served; 0: never
     * @param meters        on average from the homes of the nearest as many as are wanted; empty where none is known
     */
    private record Choice(
            Seen<Team> team,
            int people,
            int able,
            boolean own,
            long servedMinutes,
            long servedAtMs,
            OptionalInt meters) {
        private static final Comparator<Choice> BEST_FIRST = Comparator.comparing((Choice one) -> !one.own)
                .thenComparingLong(Choice::servedMinutes)
                .thenComparingInt(one -> one.meters.orElse(Integer.MAX_VALUE))
                .thenComparing(one -> one.team.value().getId());
    }

    JsonArray list(Order order, Window window, Language language) {
        int fewest = new TeamFrames(desk.frames()).fewest(order);
        JsonArray list = new JsonArray();
        desk.view().teams().after("").stream()
                .filter(seen -> !seen.value().getClosed())
                .map(seen -> choice(seen, order, window))
                .sorted(Comparator.comparing((Choice one) -> one.able < fewest).thenComparing(Choice.BEST_FIRST))
                .limit(MOST)
                .forEach(one -> list.add(json(one, one.able >= fewest, language)));
        return list;
    }

    private Choice choice(Seen<Team> seen, Order order, Window window) {
        List<String> people = Teams.people(seen.value(), MemberState.MEMBER_STATE_JOINED);
        Nameable nameable = new Nameable(desk);
        List<String> able = people.stream()
                .filter(person -> nameable.may(order, window, person))
                .toList();
        List<Served> served = people.stream()
                .flatMap(person -> desk.view().findCalendar(person).stream())
                .map(Calendar::getServedList)
                .flatMap(List::stream)
                .toList();
        long weekAgoMs = desk.nowMs().getAsLong() - WEEK_MS;
        long minutes = served.stream()
                .filter(visit -> visit.getAtMs() > weekAgoMs)
                .mapToLong(Served::getMinutes)
                .sum();
        Set<String> communities = desk.view().teams().communities(seen.value());
        return new Choice(
                seen,
                people.size(),
                able.size(),
                communities.contains(order.getRequest().getCommunity()),
                people.isEmpty() ? 0 : minutes / people.size(),
                served.stream().mapToLong(Served::getAtMs).max().orElse(0),
                meters(able, order));
    }

    private OptionalInt meters(List<String> able, Order order) {
        Wgs84 there = Spots.wgs84(order.getRequest().getLocation());
        return able.stream()
                .flatMap(person -> home(person).stream())
                .mapToInt(home -> (int) home.metersTo(there))
                .sorted()
                .limit(Math.max(1, order.getRequest().getPeople()))
                .average()
                .stream()
                .mapToInt(mean -> (int) mean)
                .findFirst();
    }

    private Optional<Wgs84> home(String person) {
        return desk.view()
                .findProfile(person)
                .map(seen -> seen.value().getVolunteer())
                .filter(VolunteerFile::hasHome)
                .map(file -> Spots.wgs84(file.getHome()));
    }

    private JsonObject json(Choice one, boolean fits, Language language) {
        Team team = one.team.value();
        JsonObject json = new JsonObject()
                .put("id", team.getId())
                .put("name", team.getName())
                .put("leaderId", team.getLeaderId())
                .put("people", one.people)
                .put("able", one.able)
                .put("fits", fits)
                .put("servedMinutes", one.servedMinutes);
        desk.view()
                .teams()
                .findOrganisation(team.getOrganisation())
                .ifPresent(seen -> json.put("organisationName", seen.value().getName()));
        one.meters.ifPresent(meters -> json.put("distanceMeters", meters));
        if (one.servedAtMs > 0) {
            Json.time(json, "lastServedAt", one.servedAtMs);
        }
        return json.put("reasons", reasons(one, language));
    }

    private JsonArray reasons(Choice one, Language language) {
        JsonArray reasons = new JsonArray().add(reason("team-able", one.able, language));
        if (one.own) {
            reasons.add(reason("own-community", 1, language));
        }
        return reasons.add(reason("team-served", one.servedMinutes, language));
    }

    private JsonObject reason(String code, long amount, Language language) {
        return FrameJson.object(desk.frames()
                .reason(Reason.newBuilder().setCode(code).setAmount(amount).build(), language));
    }
}
