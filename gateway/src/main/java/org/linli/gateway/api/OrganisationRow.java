package org.linli.gateway.api;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.linli.domain.CreditCode;
import org.linli.gateway.enrol.Cells;
import org.linli.proto.Organisation;
import org.linli.proto.OrganisationKind;
import org.linli.proto.OrganisationPrivate;
import org.linli.proto.Team;

/** An organisation's row, with one of its teams where it names one; an empty cell leaves what was. */
final class OrganisationRow {
    private static final Map<String, OrganisationKind> KINDS = Map.ofEntries(
            Map.entry("学院", OrganisationKind.ORGANISATION_KIND_COLLEGE),
            Map.entry("高校", OrganisationKind.ORGANISATION_KIND_COLLEGE),
            Map.entry("院校", OrganisationKind.ORGANISATION_KIND_COLLEGE),
            Map.entry("大学", OrganisationKind.ORGANISATION_KIND_COLLEGE),
            Map.entry("企业", OrganisationKind.ORGANISATION_KIND_COMPANY),
            Map.entry("公司", OrganisationKind.ORGANISATION_KIND_COMPANY),
            Map.entry("社会组织", OrganisationKind.ORGANISATION_KIND_SOCIAL),
            Map.entry("协会", OrganisationKind.ORGANISATION_KIND_SOCIAL),
            Map.entry("慈善", OrganisationKind.ORGANISATION_KIND_CHARITY),
            Map.entry("慈善组织", OrganisationKind.ORGANISATION_KIND_CHARITY),
            Map.entry("事业单位", OrganisationKind.ORGANISATION_KIND_PUBLIC),
            Map.entry("机关", OrganisationKind.ORGANISATION_KIND_PUBLIC),
            Map.entry("其他", OrganisationKind.ORGANISATION_KIND_OTHER));

    final String id;
    final String name;
    final String creditCode;
    final String team;
    final List<String> leader;
    final List<String> members;
    private final OrganisationKind kind;
    private final List<String> communities;
    private final List<String> accounts;
    private final String contactName;
    private final String contactPhone;

    OrganisationRow(Cells cells, String community) {
        id = cells.text("id", 64);
        name = cells.text("name", OrganisationRoutes.MAX_NAME);
        creditCode = cells.plain("creditCode").toUpperCase(Locale.ROOT);
        kind = kind(cells);
        communities = cells.has("communities") || community.isEmpty() ? cells.list("communities") : List.of(community);
        accounts = cells.list("accounts");
        contactName = cells.text("contactName", 64);
        contactPhone = cells.phone("contactPhone");
        team = cells.text("team", OrganisationRoutes.MAX_NAME);
        leader = cells.list("teamLeader");
        members = cells.list("members");
        if (name.isEmpty() && id.isEmpty()) {
            cells.fault("name", "请填写单位名称", "is needed: write the organisation's name", 0);
        }
        if (!creditCode.isEmpty() && !CreditCode.isValid(creditCode)) {
            cells.fault(
                    "creditCode",
                    "校验位不对，请对照证照核对 18 位代码",
                    "has a wrong check digit. Maybe check its 18 characters against the certificate.",
                    0);
        }
        if (leader.size() > 1) {
            cells.fault("teamLeader", "只能填一位", "may name one person only", 0);
        }
        if (team.isEmpty() && !(leader.isEmpty() && members.isEmpty())) {
            cells.fault("team", "请填写队伍名称", "is needed: write the team's name", 0);
        }
    }

    private static OrganisationKind kind(Cells cells) {
        String word = cells.plain("kind");
        if (word.isEmpty()) {
            return OrganisationKind.ORGANISATION_KIND_UNSPECIFIED;
        }
        for (OrganisationKind one : OrganisationKind.values()) {
            if (one.name().equals("ORGANISATION_KIND_" + word.toUpperCase(Locale.ROOT))) {
                return one;
            }
        }
        return KINDS.containsKey(word)
                ? KINDS.getOrDefault(word, OrganisationKind.ORGANISATION_KIND_OTHER)
                : cells.fault(
                        "kind",
                        "应为学院、企业、社会组织、慈善组织、事业单位或其他",
                        "must be COLLEGE, COMPANY, SOCIAL, CHARITY, PUBLIC or OTHER",
                        OrganisationKind.ORGANISATION_KIND_UNSPECIFIED);
    }

    /** The usual word for a kind, as an export writes it. */
    static String word(OrganisationKind kind) {
        return switch (kind) {
            case ORGANISATION_KIND_COLLEGE -> "学院";
            case ORGANISATION_KIND_COMPANY -> "企业";
            case ORGANISATION_KIND_SOCIAL -> "社会组织";
            case ORGANISATION_KIND_CHARITY -> "慈善组织";
            case ORGANISATION_KIND_PUBLIC -> "事业单位";
            default -> "其他";
        };
    }

    /** The organisation as the row wants it. */
    Organisation.Builder organisation(Organisation before) {
        Organisation.Builder after = before.toBuilder();
        if (!name.isEmpty()) {
            after.setName(name);
        }
        if (kind != OrganisationKind.ORGANISATION_KIND_UNSPECIFIED) {
            after.setKind(kind);
        } else if (after.getKind() == OrganisationKind.ORGANISATION_KIND_UNSPECIFIED) {
            after.setKind(OrganisationKind.ORGANISATION_KIND_OTHER);
        }
        if (!creditCode.isEmpty()) {
            after.setCreditCode(creditCode);
        }
        if (!communities.isEmpty()) {
            after.clearCommunities().addAllCommunities(communities);
        }
        if (!accounts.isEmpty()) {
            after.clearAccounts().addAllAccounts(accounts);
        }
        return after;
    }

    OrganisationPrivate contact(OrganisationPrivate before) {
        OrganisationPrivate.Builder after = before.toBuilder();
        if (!contactName.isEmpty()) {
            after.setContactName(contactName);
        }
        if (!contactPhone.isEmpty()) {
            after.setContactPhone(contactPhone);
        }
        return after.build();
    }

    Team.Builder team(Team before, String organisation, String leaderId) {
        Team.Builder after = before.toBuilder().setName(team).setOrganisation(organisation);
        return leaderId.isEmpty() ? after : after.setLeaderId(leaderId);
    }

    /** Where the row's own communities are, for who may bring it in. */
    Set<String> communities(Organisation before) {
        return new HashSet<>(before.getId().isEmpty() ? communities : before.getCommunitiesList());
    }
}
