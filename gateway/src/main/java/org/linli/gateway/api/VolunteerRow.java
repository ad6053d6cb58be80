package org.linli.gateway.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.enrol.Cells;
import org.linli.gateway.enrol.ShiftWords;
import org.linli.gateway.enrol.SkillWords;
import org.linli.proto.GuardianConsent;
import org.linli.proto.Paper;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.Shift;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

/** A volunteer's row. Skills and papers that it names are added to those on file. */
final class VolunteerRow extends PersonRow {
    private static final Map<String, Boolean> WAITS = waits();

    private final boolean approved;
    private final List<String> languages;
    private final List<SkillLevel> skills;
    private final List<SkillClaim> verified;
    private final List<Paper> papers;
    private final List<Shift> shifts;
    private final List<String> communities;
    private final String organisation;
    private final boolean consent;
    private final String guardianName;
    private final String guardianPhone;

    VolunteerRow(Cells cells, ImportRequest request, RegionPolicy policy, Instant now) {
        super(cells, request, now.atZone(policy.zone()).getYear());
        this.approved = !cells.word("state", WAITS, request.pending());
        this.languages = languages();
        this.skills = SkillWords.skills(cells, "skills", policy);
        this.verified =
                SkillWords.verified(cells, "verifiedSkills", policy, cells.untilMs("verifiedUntil", policy.zone()));
        this.papers = SkillWords.papers(cells, "papers", policy);
        this.shifts = ShiftWords.shifts(cells, "shifts");
        this.communities = communities(cells, request);
        this.organisation = cells.text("organisation", 64);
        this.consent = cells.flag("guardianConsent");
        this.guardianName = cells.text("guardianName", 64);
        this.guardianPhone = cells.phone("guardianPhone");
    }

    /** States that keep a new volunteer waiting; every other word does not. */
    private static Map<String, Boolean> waits() {
        Map<String, Boolean> waits = new LinkedHashMap<>();
        waits.put("已通过", false);
        waits.put("待审核", true);
        waits.put("已停用", true);
        waits.put("未通过", true);
        waits.put("APPROVED", false);
        waits.put("PENDING", true);
        waits.put("SUSPENDED", true);
        waits.put("REFUSED", true);
        return waits;
    }

    private static List<String> communities(Cells cells, ImportRequest request) {
        List<String> named = cells.list("communities");
        return named.isEmpty() && !request.community().isEmpty() ? List.of(request.community()) : named;
    }

    @Override
    boolean approved() {
        return approved;
    }

    @Override
    boolean isIn(Profile profile) {
        return profile.hasVolunteer();
    }

    @Override
    Set<String> communities(Profile before) {
        return new HashSet<>(before.hasVolunteer() ? before.getVolunteer().getCommunitiesList() : communities);
    }

    @Override
    Profile.Builder part(Profile before) {
        VolunteerFile known = before.getVolunteer();
        VolunteerFile.Builder file = known.toBuilder()
                .setBirthYear(birthYear(known.getBirthYear()))
                .setGender(gender(known.getGender()))
                .clearSkills()
                .addAllSkills(claims(known))
                .clearPapers()
                .addAllPapers(papers(known));
        if (!languages.isEmpty()) {
            file.clearLanguages().addAllLanguages(languages);
        }
        if (!shifts.isEmpty()) {
            file.clearShifts().addAllShifts(shifts);
        }
        if (cells.has("communities") || known.getCommunitiesCount() == 0) {
            file.clearCommunities().addAllCommunities(communities);
        }
        if (!organisation.isEmpty()) {
            file.setOrganisation(organisation);
        }
        if (home != null) {
            file.setHome(home);
        }
        if (consent && !file.hasGuardianConsent()) {
            file.setGuardianConsent(GuardianConsent.getDefaultInstance());
        }
        if (approved && waitsForStaff(known)) {
            file.setState(VolunteerState.VOLUNTEER_STATE_APPROVED);
        }
        return Profile.newBuilder().setVolunteer(file);
    }

    private static boolean waitsForStaff(VolunteerFile file) {
        return file.getState() == VolunteerState.VOLUNTEER_STATE_UNSPECIFIED
                || file.getState() == VolunteerState.VOLUNTEER_STATE_PENDING;
    }

    /** Those on file, with what the row adds; a verification that covers the row's claim stays. */
    private List<SkillClaim> claims(VolunteerFile known) {
        Map<String, SkillClaim> claims = new LinkedHashMap<>();
        known.getSkillsList().forEach(claim -> claims.put(claim.getSkill(), claim));
        for (SkillLevel skill : skills) {
            SkillClaim former = claims.getOrDefault(skill.getSkill(), SkillClaim.getDefaultInstance());
            if (former.getLevel() < skill.getLevel() || !former.getVerified()) {
                claims.put(skill.getSkill(), claim(skill).build());
            }
        }
        for (SkillClaim skill : verified) {
            SkillClaim former = claims.getOrDefault(skill.getSkill(), SkillClaim.getDefaultInstance());
            claims.put(
                    skill.getSkill(),
                    skill.toBuilder().setVerifiedBy(former.getVerifiedBy()).build());
        }
        return new ArrayList<>(claims.values());
    }

    private static SkillClaim.Builder claim(SkillLevel skill) {
        return SkillClaim.newBuilder().setSkill(skill.getSkill()).setLevel(skill.getLevel());
    }

    private List<Paper> papers(VolunteerFile known) {
        Map<String, Paper> all = new LinkedHashMap<>();
        known.getPapersList().forEach(paper -> all.put(paper.getPaper(), paper));
        for (Paper paper : papers) {
            Paper former = all.getOrDefault(paper.getPaper(), Paper.getDefaultInstance());
            all.put(
                    paper.getPaper(),
                    paper.toBuilder().setSeenBy(former.getSeenBy()).build());
        }
        return new ArrayList<>(all.values());
    }

    @Override
    ProfilePrivate secrets(ProfilePrivate before) {
        ProfilePrivate.Builder after = super.secrets(before).toBuilder();
        if (!guardianName.isEmpty()) {
            after.setGuardianName(guardianName);
        }
        if (!guardianPhone.isEmpty()) {
            after.setGuardianPhone(guardianPhone);
        }
        return after.build();
    }
}
