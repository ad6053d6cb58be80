package org.linli.gateway.api;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.linli.gateway.access.Role;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Problem;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;

/**
 * Which households are meant by a community and a part of their addresses. Addresses are sealed, so they are opened here,
 * where they may be read; whoever is told of is written down by whoever tells.
 */
final class Households {
    /** What one entry about who was read may name; a building of more homes is ordered for by entrance. */
    static final int MOST = 200;
    /** So many addresses of one community are looked through: a thousand a second. */
    private static final int MOST_LOOKED_AT = 20_000;

    private static final int MAX_WORD = 64;

    private final Desk desk;

    Households(Desk desk) {
        this.desk = desk;
    }

    /**
     * Whom a call means.
     *
     * @param building what their addresses hold; empty: all of the community
     * @param residents these alone; empty: by the filter
     */
    record Filter(String community, String building, List<String> residents) {
        List<String> communities() {
            return community.isEmpty() ? List.of() : List.of(community);
        }
    }

    /** A home: who is named for it, what is sealed of that person, and how many residents it has. */
    record Household(Profile resident, ProfilePrivate secrets, int people) {
        boolean hasPlace() {
            return resident.getResident().hasHome();
        }

        /** What would become of it. */
        String outcome() {
            return hasPlace() ? "NEW" : "NO_PLACE";
        }
    }

    static Filter read(Fields body) {
        Filter filter = new Filter(
                body.text("community", MAX_WORD),
                body.text("building", MAX_WORD),
                body.texts("residents", MOST, MAX_WORD));
        if (filter.residents().isEmpty() && filter.community().isEmpty()) {
            body.fault("community", "请选社区，或写明居民", "is required, or name the residents", 0);
        }
        return filter;
    }

    Future<List<Household>> find(Exchange exchange, Role role, Filter filter) {
        List<Profile> meant = desk.view()
                .profilesAfter("")
                .filter(Profile::hasResident)
                .filter(profile -> isMeant(filter, profile))
                .filter(profile -> role != Role.COMMUNITY
                        || exchange.caller()
                                .looksAfter(Set.of(profile.getResident().getCommunity())))
                .limit(MOST_LOOKED_AT)
                .toList();
        return desk.registrar().on(desk.people().openAll(meant)).map(secrets -> group(filter, meant, secrets));
    }

    private static boolean isMeant(Filter filter, Profile profile) {
        boolean named = filter.residents().isEmpty() || filter.residents().contains(profile.getId());
        boolean there = filter.community().isEmpty()
                || filter.community().equals(profile.getResident().getCommunity());
        return named && there;
    }

    /** People of one address are one household. */
    private static List<Household> group(Filter filter, List<Profile> people, List<ProfilePrivate> secrets) {
        String building = plain(filter.building());
        Map<String, Household> homes = new LinkedHashMap<>();
        for (int i = 0; i < people.size(); i++) {
            String address = plain(secrets.get(i).getAddress());
            if (address.contains(building)) {
                Household one = new Household(people.get(i), secrets.get(i), 1);
                String home = address.isEmpty() ? people.get(i).getId() : address;
                homes.merge(home, one, Households::together);
            }
        }
        if (homes.size() > MOST) {
            throw Problem.field(
                    "/building",
                    "共 " + homes.size() + " 户，一次最多 " + MOST + " 户；请写到单元",
                    "means " + homes.size() + " households; at most " + MOST + " at once. Maybe name one entrance.");
        }
        return new ArrayList<>(homes.values());
    }

    /** Somebody whose place is known speaks for the home. */
    private static Household together(Household one, Household other) {
        Household first = one.hasPlace() || !other.hasPlace() ? one : other;
        return new Household(first.resident(), first.secrets(), one.people() + other.people());
    }

    /** As people write it in one way or another: without spaces, letters small, digits of half width. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .forEach(c -> plain.appendCodePoint(c >= '０' && c <= '９' ? c - '０' + '0' : c));
        return plain.toString();
    }
}
