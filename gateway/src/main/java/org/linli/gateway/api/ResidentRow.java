package org.linli.gateway.api;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.linli.domain.Ids;
import org.linli.gateway.enrol.Cells;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.ResidentFile;

/** A resident's row. Relatives and volunteers may be named by id or by telephone. */
final class ResidentRow extends PersonRow {
    private final List<String> languages;
    private final String community;
    private final boolean livesAlone;
    private final String mobility;
    private final String doorNotes;
    private List<String> relatives;
    private List<String> guardian;
    private List<String> blocked;
    private List<String> preferred;

    ResidentRow(Cells cells, ImportRequest request, int thisYear) {
        super(cells, request, thisYear);
        this.languages = languages();
        this.community = cells.has("community") ? cells.text("community", 64) : request.community();
        this.livesAlone = cells.flag("livesAlone");
        this.mobility = cells.text("mobility", 64);
        this.doorNotes = cells.text("doorNotes", 2000);
        this.relatives = people("relatives");
        this.guardian = people("guardian");
        this.blocked = people("blockedVolunteers");
        this.preferred = people("preferredVolunteers");
        if (guardian.size() > 1) {
            cells.fault("guardian", "只能填一位", "may name one person only", 0);
        }
    }

    private List<String> people(String column) {
        List<String> named = cells.list(column);
        boolean all = named.stream().allMatch(one -> Ids.isPerson(one) || Phones.isPhone(Phones.normal(one)));
        return all ? named : cells.fault(column, "请填编号或电话", "write ids or telephone numbers", List.of());
    }

    @Override
    Future<PersonRow> resolved(Phonebook phonebook) {
        return phonebook
                .ids(relatives)
                .compose(all -> {
                    relatives = all;
                    return phonebook.ids(guardian);
                })
                .compose(all -> {
                    guardian = all;
                    return phonebook.ids(blocked);
                })
                .compose(all -> {
                    blocked = all;
                    return phonebook.ids(preferred);
                })
                .map(all -> {
                    preferred = all;
                    return this;
                });
    }

    @Override
    boolean isIn(Profile profile) {
        return profile.hasResident();
    }

    @Override
    Set<String> communities(Profile before) {
        String own = before.hasResident() ? before.getResident().getCommunity() : community;
        return own.isEmpty() ? Set.of() : Set.of(own);
    }

    @Override
    Profile.Builder part(Profile before) {
        ResidentFile known = before.getResident();
        ResidentFile.Builder file = known.toBuilder().setBirthYear(birthYear(known.getBirthYear()));
        if (!languages.isEmpty()) {
            file.clearLanguages().addAllLanguages(languages);
        }
        if (cells.has("community") || known.getCommunity().isEmpty()) {
            file.setCommunity(community);
        }
        if (cells.has("livesAlone")) {
            file.setLivesAlone(livesAlone);
        }
        if (!mobility.isEmpty()) {
            file.setMobility(mobility);
        }
        if (home != null) {
            file.setHome(home);
        }
        return Profile.newBuilder().setResident(people(file));
    }

    private ResidentFile.Builder people(ResidentFile.Builder file) {
        if (!relatives.isEmpty()) {
            file.clearRelatives().addAllRelatives(relatives);
        }
        if (!guardian.isEmpty()) {
            file.setGuardian(guardian.get(0));
        }
        if (!blocked.isEmpty()) {
            file.clearBlockedVolunteers().addAllBlockedVolunteers(blocked);
        }
        if (!preferred.isEmpty()) {
            file.clearPreferredVolunteers().addAllPreferredVolunteers(preferred);
        }
        return file;
    }

    @Override
    ProfilePrivate secrets(ProfilePrivate before) {
        ProfilePrivate after = super.secrets(before);
        return doorNotes.isEmpty()
                ? after
                : after.toBuilder().setDoorNotes(doorNotes).build();
    }
}
