package org.linli.matcher.registry.core;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Entity;
import org.linli.proto.PersonAccess;
import org.linli.proto.PutStaff;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.StaffFile;

/** Somebody joins the staff, or what they may do or sign in with changes: then they sign in anew. */
final class StaffDecisions {
    private static final int MOST_COMMUNITIES = 64;
    private static final int MOST_SEALED_BYTES = 1024;
    /** Residents and volunteers sign in by telephone; nobody is the engine. */
    private static final Set<Role> NEVER = EnumSet.of(
            Role.ROLE_UNSPECIFIED, Role.ROLE_RESIDENT, Role.ROLE_VOLUNTEER, Role.ROLE_SYSTEM, Role.UNRECOGNIZED);

    private StaffDecisions() {}

    static Reply put(Draft draft, PutStaff put) {
        draft.permissions().any(EnumSet.of(Role.ROLE_ADMIN));
        Refusal.unless(Ids.isPerson(put.getSubject()), "field-invalid", "/id", put.getSubject());
        PersonAccess before = draft.access(put.getSubject());
        Refusal.unless(!put.getFresh() || !before.hasStaff(), "staff-exists", "/id", put.getSubject());
        Refusal.unless(put.getFresh() || before.hasStaff(), "person-not-found", "", put.getSubject());
        StaffFile after = merged(draft, before.getStaff(), put);
        check(after);
        return store(draft, before, after, put.getFresh());
    }

    private static StaffFile merged(Draft draft, StaffFile before, PutStaff put) {
        StaffFile asked = put.getStaff();
        StaffFile.Builder after = before.toBuilder().setDisabled(asked.getDisabled());
        if (put.getFresh()) {
            after.setCreatedAtMs(draft.nowMs());
        }
        if (asked.getRolesCount() > 0) {
            after.clearRoles().addAllRoles(asked.getRolesList());
            after.clearCommunities().addAllCommunities(asked.getCommunitiesList());
        }
        if (!asked.getSealed().isEmpty()) {
            after.setSealed(asked.getSealed());
        }
        return after.build();
    }

    private static void check(StaffFile staff) {
        roles(staff.getRolesList());
        communities(staff);
        Fields.between(staff.getSealed().size(), 1, MOST_SEALED_BYTES, "/password");
    }

    private static void roles(List<Role> roles) {
        Fields.between(roles.size(), 1, Role.values().length, "/roles");
        for (int i = 0; i < roles.size(); i++) {
            Refusal.unless(!NEVER.contains(roles.get(i)), "field-invalid", "/roles/" + i, roles.get(i));
        }
        Refusal.unless(new HashSet<>(roles).size() == roles.size(), "field-invalid", "/roles", "twice");
    }

    /** Community staff without a community could do nothing, and with none named must not be able to do everything. */
    private static void communities(StaffFile staff) {
        boolean needed = staff.getRolesList().contains(Role.ROLE_COMMUNITY);
        Fields.between(staff.getCommunitiesCount(), needed ? 1 : 0, MOST_COMMUNITIES, "/communities");
        for (int i = 0; i < staff.getCommunitiesCount(); i++) {
            Fields.text(staff.getCommunities(i), "/communities/" + i, 1, 64);
        }
    }

    private static Reply store(Draft draft, PersonAccess before, StaffFile staff, boolean created) {
        String key = EntityKey.access(before.getSubject());
        PersonAccess after = before.toBuilder()
                .setStaff(staff)
                .clearSessions()
                .setSignedOutBeforeMs(draft.nowMs())
                .build();
        draft.put(key, Entity.newBuilder().setAccess(after).build());
        return Reply.newBuilder()
                .setId(before.getSubject())
                .setState(staff.getDisabled() ? "DISABLED" : "ENABLED")
                .setVersion(draft.versionAfter(key, !after.equals(before)))
                .setCreated(created)
                .build();
    }
}
