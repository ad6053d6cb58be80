package org.linli.gateway.access;

import java.util.Set;

/**
 * Whom a thing belongs to.
 *
 * @param residents   the resident and the family who may act for that person
 * @param volunteers  who is assigned to it, or holds an offer of it
 * @param creator     who asked for it, such as an organisation; empty where that gives no right
 * @param communities where it belongs
 */
public record Parties(Set<String> residents, Set<String> volunteers, String creator, Set<String> communities) {
    public static final Parties NOBODY = new Parties(Set.of(), Set.of(), "", Set.of());

    public Parties {
        residents = Set.copyOf(residents);
        volunteers = Set.copyOf(volunteers);
        communities = Set.copyOf(communities);
    }

    /** One person's own things, whatever the role. */
    public static Parties person(String id, Set<String> communities) {
        return new Parties(Set.of(id), Set.of(id), id, communities);
    }

    boolean ownedBy(Role role, String subject) {
        return switch (role) {
            case RESIDENT -> residents.contains(subject);
            case VOLUNTEER, LEADER -> volunteers.contains(subject);
            default -> creator.equals(subject) || residents.contains(subject);
        };
    }
}
