package org.linli.gateway.access;

import java.util.Locale;
import java.util.Optional;

/** What somebody may be at the door. A token may carry several. */
public enum Role {
    RESIDENT,
    VOLUNTEER,
    LEADER,
    COMMUNITY,
    AGENT,
    DISPATCHER,
    REVIEWER,
    OFFICER,
    MERCHANT,
    ORG,
    AUDITOR,
    ADMIN;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As tokens and the API spell it: lower case. */
    public String word() {
        return word;
    }

    public static Optional<Role> find(String word) {
        for (Role role : values()) {
            if (role.word.equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
