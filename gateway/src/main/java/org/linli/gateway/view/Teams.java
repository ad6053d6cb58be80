package org.linli.gateway.view;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Activity;
import org.linli.proto.MemberState;
import org.linli.proto.Organisation;
import org.linli.proto.Team;
import org.linli.proto.TeamMember;

/** The teams and organisations that the door knows, by id. One thread writes, any thread reads; a region has thousands. */
public final class Teams {
    private final NavigableMap<String, Seen<Team>> teams = new ConcurrentSkipListMap<>();
    private final NavigableMap<String, Seen<Organisation>> organisations = new ConcurrentSkipListMap<>();

    /** A team before an entry and after it; null where it was not. */
    public record Change(String id, @Nullable Team before, Team after) {}

    public Optional<Seen<Team>> find(String id) {
        return Optional.ofNullable(teams.get(id));
    }

    public Optional<Seen<Organisation>> findOrganisation(String id) {
        return Optional.ofNullable(organisations.get(id));
    }

    /** By id, after this one. */
    public Collection<Seen<Team>> after(String id) {
        return teams.tailMap(id, false).values();
    }

    /** By id, after this one. */
    public Collection<Seen<Organisation>> organisationsAfter(String id) {
        return organisations.tailMap(id, false).values();
    }

    /** Those that a person leads, or was ever asked to join. */
    public List<Team> with(String personId) {
        return teams.values().stream()
                .map(Seen::value)
                .filter(team -> team.getLeaderId().equals(personId)
                        || find(team, personId).isPresent())
                .toList();
    }

    /** Whether the person leads a team that is not closed. */
    public boolean isLedBy(String personId) {
        return teams.values().stream()
                .map(Seen::value)
                .anyMatch(team -> team.getLeaderId().equals(personId) && !team.getClosed());
    }

    /** Whether one of the organisations that the account acts for is the community's partner. */
    public boolean isPartner(String account, String community) {
        return organisations.values().stream()
                .map(Seen::value)
                .anyMatch(organisation -> organisation.getAccountsList().contains(account)
                        && organisation.getCommunitiesList().contains(community));
    }

    /** The organisations that the account acts for. */
    private List<Organisation> organisationsOf(String account) {
        return organisations.values().stream()
                .map(Seen::value)
                .filter(organisation -> organisation.getAccountsList().contains(account))
                .toList();
    }

    /** Those that an organisation of this account has to do with: in a partner community, or led by who leads one of its teams. */
    public Predicate<Activity> activitiesOf(String account) {
        Set<String> communities = new HashSet<>();
        Set<String> leaders = new HashSet<>();
        organisationsOf(account).forEach(organisation -> communities.addAll(organisation.getCommunitiesList()));
        actedForBy(account).forEach(team -> leaders.add(team.getLeaderId()));
        return activity -> communities.contains(activity.getCommunity()) || leaders.contains(activity.getLeaderId());
    }

    /** The accounts of the organisations that have to do with the activity. */
    public Set<String> accountsWith(Activity activity) {
        Set<String> led = new HashSet<>();
        teams.values().stream()
                .map(Seen::value)
                .filter(team -> team.getLeaderId().equals(activity.getLeaderId()))
                .forEach(team -> led.add(team.getOrganisation()));
        Set<String> accounts = new HashSet<>();
        organisations.values().stream()
                .map(Seen::value)
                .filter(one -> one.getCommunitiesList().contains(activity.getCommunity()) || led.contains(one.getId()))
                .forEach(one -> accounts.addAll(one.getAccountsList()));
        return accounts;
    }

    /** The accounts that act for the team's organisation. */
    public List<String> accountsOf(Team team) {
        return findOrganisation(team.getOrganisation())
                .map(seen -> List.copyOf(seen.value().getAccountsList()))
                .orElse(List.of());
    }

    /** The teams of the organisations that the account acts for. */
    public List<Team> actedForBy(String account) {
        Set<String> own = new HashSet<>();
        organisationsOf(account).forEach(organisation -> own.add(organisation.getId()));
        return teams.values().stream()
                .map(Seen::value)
                .filter(team -> own.contains(team.getOrganisation()))
                .toList();
    }

    /** Who leads the team, or empty. */
    public String leaderOf(String teamId) {
        return find(teamId).map(seen -> seen.value().getLeaderId()).orElse("");
    }

    /** For which communities it is asked: its own and its organisation's partners. */
    public Set<String> communities(Team team) {
        Set<String> communities = new HashSet<>(team.getCommunitiesList());
        findOrganisation(team.getOrganisation())
                .ifPresent(seen -> communities.addAll(seen.value().getCommunitiesList()));
        return communities;
    }

    public static Optional<TeamMember> find(Team team, String personId) {
        return team.getPeopleList().stream()
                .filter(member -> member.getPersonId().equals(personId))
                .findFirst();
    }

    public static List<String> people(Team team, MemberState state) {
        return team.getPeopleList().stream()
                .filter(member -> member.getState() == state)
                .map(TeamMember::getPersonId)
                .toList();
    }

    void take(String id, long version, Team team) {
        teams.merge(id, new Seen<>(team, version), Teams::newer);
    }

    void take(String id, long version, Organisation organisation) {
        organisations.merge(id, new Seen<>(organisation, version), Teams::newer);
    }

    private static <T> Seen<T> newer(Seen<T> old, Seen<T> fresh) {
        return fresh.version() > old.version() ? fresh : old;
    }

    void clear() {
        teams.clear();
        organisations.clear();
    }
}
