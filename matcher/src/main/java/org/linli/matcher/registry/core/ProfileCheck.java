package org.linli.matcher.registry.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Gender;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessageWishes;
import org.linli.proto.Paper;
import org.linli.proto.Place;
import org.linli.proto.Profile;
import org.linli.proto.ResidentFile;
import org.linli.proto.Shift;
import org.linli.proto.SkillClaim;
import org.linli.proto.VolunteerFile;

/** Checks a person's file, field by field. */
final class ProfileCheck {
    /** Beyond so many neighbours who do not want somebody, staff must look at it. */
    static final int MOST_BLOCKERS = 200;

    /** Those in which messages are worded; the empty one leaves it to the languages that somebody speaks. */
    private static final Set<String> MESSAGE_LANGUAGES = Set.of("", "zh", "en");

    private static final int MOST_SKILLS = 64;
    /** Three shifts a day. */
    private static final int MOST_SHIFTS = 21;

    private static final int MOST_WORDS = 32;
    static final int MOST_SEALED_BYTES = 16_384;
    private static final int DAY_MINUTES = 1440;
    private static final int OLDEST_BIRTH_YEAR = 1900;

    private final RegionPolicy policy;
    private final long nowMs;

    ProfileCheck(RegionPolicy policy, long nowMs) {
        this.policy = policy;
        this.nowMs = nowMs;
    }

    /** @param fresh whether there was no file before: a new one is of a volunteer, a resident or both */
    void person(Profile profile, boolean fresh) {
        Refusal.unless(Ids.isPerson(profile.getId()), "field-invalid", "/id", profile.getId());
        Refusal.unless(
                !fresh || profile.hasVolunteer() || profile.hasResident(),
                "field-invalid",
                "",
                "neither volunteer nor resident");
        Fields.between(profile.getSealed().size(), 0, MOST_SEALED_BYTES, "/address");
        Fields.between(profile.getPhoneDigest().size(), 0, 64, "/phone");
    }

    void volunteer(VolunteerFile file) {
        skills(file.getSkillsList());
        shifts(file.getShiftsList());
        papers(file.getPapersList());
        words(file.getLanguagesList(), "/languages");
        words(file.getCommunitiesList(), "/communities");
        words(file.getTeamsList(), "/teams");
        Fields.text(file.getOrganisation(), "/organisation", 0, 64);
        birthYear(file.getBirthYear());
        gender(file.getGender());
        home(file.hasHome(), file.getHome());
    }

    void resident(ResidentFile file) {
        Fields.text(file.getMobility(), "/mobility", 0, 64);
        Fields.text(file.getCommunity(), "/community", 0, 64);
        words(file.getLanguagesList(), "/languages");
        people(file.getRelativesList(), "/relatives");
        people(file.getBlockedVolunteersList(), "/blockedVolunteers");
        people(file.getPreferredVolunteersList(), "/preferredVolunteers");
        if (!file.getGuardian().isEmpty()) {
            people(List.of(file.getGuardian()), "/guardian");
        }
        birthYear(file.getBirthYear());
        home(file.hasHome(), file.getHome());
    }

    void messages(MessageWishes wishes, String language) {
        Refusal.unless(MESSAGE_LANGUAGES.contains(language), "field-invalid", "/messages/language", language);
        Fields.between(wishes.getChannelsCount(), 0, MessageChannel.values().length, "/messages/channels");
        Refusal.unless(
                !wishes.getChannelsList().contains(MessageChannel.UNRECOGNIZED),
                "field-invalid",
                "/messages/channels",
                wishes.getChannelsList());
        Fields.between(wishes.getQuietFromMinute(), 0, DAY_MINUTES - 1, "/messages/quietFrom");
        Fields.between(wishes.getQuietUntilMinute(), 0, DAY_MINUTES - 1, "/messages/quietUntil");
    }

    private void skills(List<SkillClaim> skills) {
        Fields.between(skills.size(), 0, MOST_SKILLS, "/skills");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < skills.size(); i++) {
            SkillClaim claim = skills.get(i);
            String at = "/skills/" + i;
            boolean known = policy.skills().containsKey(claim.getSkill());
            Refusal.unless(known, "unknown-skill", at + "/skill", claim.getSkill());
            Refusal.unless(seen.add(claim.getSkill()), "field-invalid", at + "/skill", claim.getSkill(), "twice");
            Fields.between(claim.getLevel(), 1, RequestCheck.MOST_SKILL_LEVEL, at + "/level");
        }
    }

    private static void shifts(List<Shift> shifts) {
        Fields.between(shifts.size(), 0, MOST_SHIFTS, "/shifts");
        for (int i = 0; i < shifts.size(); i++) {
            Shift shift = shifts.get(i);
            String at = "/shifts/" + i;
            Fields.between(shift.getDay(), 1, 7, at + "/day");
            Fields.between(shift.getStartMinute(), 0, DAY_MINUTES - 1, at + "/start");
            Fields.between(
                    shift.getEndMinute(),
                    shift.getStartMinute() + 1,
                    shift.getStartMinute() + DAY_MINUTES,
                    at + "/end");
        }
    }

    private void papers(List<Paper> papers) {
        Fields.between(papers.size(), 0, MOST_WORDS, "/papers");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < papers.size(); i++) {
            String code = papers.get(i).getPaper();
            String at = "/papers/" + i + "/paper";
            Refusal.unless(policy.papers().containsKey(code), "unknown-paper", at, code);
            Refusal.unless(seen.add(code), "field-invalid", at, code, "twice");
        }
    }

    private static void words(List<String> words, String pointer) {
        Fields.between(words.size(), 0, MOST_WORDS, pointer);
        for (int i = 0; i < words.size(); i++) {
            Fields.text(words.get(i), pointer + '/' + i, 1, 64);
        }
    }

    private static void people(List<String> people, String pointer) {
        Fields.between(people.size(), 0, MOST_WORDS, pointer);
        for (int i = 0; i < people.size(); i++) {
            Refusal.unless(Ids.isPerson(people.get(i)), "field-invalid", pointer + '/' + i, people.get(i));
        }
    }

    private void birthYear(int year) {
        if (year != 0) {
            Fields.between(year, OLDEST_BIRTH_YEAR, Qualification.year(nowMs, policy.zone()), "/birthYear");
        }
    }

    private static void gender(Gender gender) {
        Refusal.unless(gender != Gender.UNRECOGNIZED, "field-invalid", "/gender", gender);
    }

    /** A home may lie outside the region: people cross borders to help. */
    private static void home(boolean present, Place home) {
        Refusal.unless(!present || Places.isOnEarth(home), "field-invalid", "/home", home.getLatE7(), home.getLngE7());
    }
}
