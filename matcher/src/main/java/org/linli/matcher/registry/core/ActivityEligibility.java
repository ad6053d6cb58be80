package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.List;
import org.linli.proto.Activity;
import org.linli.proto.Eligibility;
import org.linli.proto.Participant;
import org.linli.proto.Profile;
import org.linli.proto.ResidentFile;
import org.linli.proto.SkillLevel;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

/** Refuses a place to whom the activity is not for, and says for whom it is. */
final class ActivityEligibility {
    private static final int ADULT_YEARS = 18;

    private final Draft draft;
    private final Activity.Builder activity;

    ActivityEligibility(Draft draft, Activity.Builder activity) {
        this.draft = draft;
        this.activity = activity;
    }

    void check(Participant.Builder participant) {
        if (participant.getGuest()) {
            guest(participant);
        } else {
            volunteer(participant);
        }
    }

    private void volunteer(Participant.Builder participant) {
        String id = participant.getPersonId();
        Profile profile = draft.volunteer(id);
        VolunteerFile file = profile.getVolunteer();
        Refusal.unless(file.getState() == VolunteerState.VOLUNTEER_STATE_APPROVED, "volunteer-not-approved", "", id);
        Eligibility rules = activity.getEligibility();
        tier(id, rules.getMinTier());
        rules.getSkillsList().forEach(need -> skill(id, file, need));
        int age = age(file.getBirthYear());
        int least = rules.getLeastAge() == 0 ? ADULT_YEARS : rules.getLeastAge();
        refuseIf(age >= 0 && age < least, id, "age", Integer.toString(least));
        refuseIf(
                rules.getMostAge() > 0 && age > rules.getMostAge(),
                id,
                "most-age",
                Integer.toString(rules.getMostAge()));
        community(id, rules, file.getCommunitiesList());
        boolean minor = age >= 0 && age < ADULT_YEARS;
        refuseIf(minor && !file.hasGuardianConsent(), id, "guardian-consent", Integer.toString(ADULT_YEARS));
        participant.setMinor(minor);
    }

    private void tier(String id, String least) {
        if (!least.isEmpty()) {
            String own = draft.account(id).getTier();
            boolean reached = draft.policy().tierRank(own) >= draft.policy().tierRank(least);
            refuseIf(!reached, id, "tier", least);
        }
    }

    private void skill(String id, VolunteerFile file, SkillLevel need) {
        boolean has = file.getSkillsList().stream()
                .anyMatch(claim -> claim.getSkill().equals(need.getSkill()) && claim.getLevel() >= need.getLevel());
        refuseIf(!has, id, "skill", need.getSkill() + ':' + need.getLevel());
    }

    /** Age by the file, or a circumstance that the person states and the leader sees. */
    private void guest(Participant.Builder participant) {
        String id = participant.getPersonId();
        ResidentFile file = draft.findProfile(id)
                .filter(Profile::hasResident)
                .orElseThrow(() -> Refusal.of("person-not-found", id))
                .getResident();
        Eligibility rules = activity.getGuestEligibility();
        String stated = participant.getCircumstance();
        Refusal.unless(
                stated.isEmpty() || rules.getCircumstancesList().contains(stated),
                "field-invalid",
                "/circumstance",
                stated);
        boolean open = rules.getLeastAge() == 0 && rules.getCircumstancesCount() == 0;
        boolean old = rules.getLeastAge() > 0 && age(file.getBirthYear()) >= rules.getLeastAge();
        refuseIf(!open && !old && stated.isEmpty(), id, "age-or-circumstance", wanted(rules));
        community(id, rules, List.of(file.getCommunity()));
    }

    private static String wanted(Eligibility rules) {
        List<String> wanted = new ArrayList<>();
        if (rules.getLeastAge() > 0) {
            wanted.add(Integer.toString(rules.getLeastAge()));
        }
        wanted.addAll(rules.getCircumstancesList());
        return String.join(", ", wanted);
    }

    private void community(String id, Eligibility rules, List<String> own) {
        boolean one = rules.getCommunitiesCount() == 0 || own.stream().anyMatch(rules.getCommunitiesList()::contains);
        refuseIf(!one, id, "community", String.join(", ", rules.getCommunitiesList()));
    }

    /** By the calendar year, which is all that is known; -1 where not even that is. */
    private int age(int birthYear) {
        int year = Qualification.year(
                activity.getWindow().getStartMs(), draft.policy().zone());
        return birthYear == 0 ? -1 : year - birthYear;
    }

    private void refuseIf(boolean holds, String id, String what, String wanted) {
        Refusal.unless(!holds, "not-qualified", "", id, what, wanted);
    }
}
