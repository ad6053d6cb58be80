package org.linli.matcher.registry.core;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linli.domain.CreditCode;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Entity;
import org.linli.proto.Organisation;
import org.linli.proto.OrganisationKind;
import org.linli.proto.PutOrganisation;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/** An organisation is made or replaced: by staff, and by those who act for it as far as it is theirs to say. */
final class OrganisationDecisions {
    /** A college with more partners pairs with the whole region. */
    private static final int MOST_COMMUNITIES = 64;

    private static final int MOST_ACCOUNTS = 16;

    private OrganisationDecisions() {}

    static Reply put(Draft draft, PutOrganisation put) {
        Organisation asked = put.getOrganisation();
        String key = EntityKey.organisation(asked.getId());
        Refusal.unless(Ids.isPerson(asked.getId()), "field-invalid", "/id", asked.getId());
        Optional<Organisation> known = draft.findOrganisation(asked.getId());
        allow(draft, known, asked);
        TeamDecisions.refuseStale(draft, key, put.getMustMatch(), put.getBaseVersion());
        check(asked);
        Organisation after = asked.toBuilder()
                .setCreatedAtMs(known.map(Organisation::getCreatedAtMs).orElse(draft.nowMs()))
                .setSealed(
                        asked.getSealed().isEmpty()
                                ? known.map(Organisation::getSealed).orElse(asked.getSealed())
                                : asked.getSealed())
                .build();
        draft.put(key, Entity.newBuilder().setOrganisation(after).build());
        return Reply.newBuilder()
                .setId(asked.getId())
                .setCreated(known.isEmpty())
                .setVersion(draft.versionAfter(key, !known.filter(after::equals).isPresent()))
                .build();
    }

    /** Partners, accounts, kind and code are for staff to change, who have seen the papers. */
    private static void allow(Draft draft, Optional<Organisation> known, Organisation asked) {
        boolean own = actsFor(draft, known)
                && known.filter(before -> before.getKind() == asked.getKind()
                                && before.getCreditCode().equals(asked.getCreditCode())
                                && same(before.getCommunitiesList(), asked.getCommunitiesList())
                                && same(before.getAccountsList(), asked.getAccountsList()))
                        .isPresent();
        if (!own) {
            draft.permissions().any(EnumSet.copyOf(Permissions.ENROLLERS));
        }
    }

    /** Whether the actor is one of the organisation's accounts. */
    static boolean actsFor(Draft draft, Optional<Organisation> organisation) {
        return draft.actor().getRole() == Role.ROLE_ORG
                && organisation
                        .filter(known ->
                                known.getAccountsList().contains(draft.actor().getSubject()))
                        .isPresent();
    }

    private static boolean same(List<String> one, List<String> other) {
        Set<String> before = new HashSet<>(one);
        return before.equals(new HashSet<>(other));
    }

    private static void check(Organisation asked) {
        Fields.text(asked.getName(), "/name", 1, 100);
        boolean kind = asked.getKind() != OrganisationKind.ORGANISATION_KIND_UNSPECIFIED
                && asked.getKind() != OrganisationKind.UNRECOGNIZED;
        Refusal.unless(kind, "field-invalid", "/kind", "absent");
        String code = asked.getCreditCode();
        Refusal.unless(code.isEmpty() || CreditCode.isValid(code), "credit-code-invalid", "/creditCode", code);
        TeamDecisions.words(asked.getCommunitiesList(), MOST_COMMUNITIES, "/communities");
        Fields.between(asked.getAccountsCount(), 0, MOST_ACCOUNTS, "/accounts");
        asked.getAccountsList()
                .forEach(account -> Refusal.unless(Ids.isPerson(account), "field-invalid", "/accounts", account));
        OrderDecisions.sealed(asked.getSealed());
    }
}
