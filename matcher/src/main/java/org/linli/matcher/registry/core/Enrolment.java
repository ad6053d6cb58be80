package org.linli.matcher.registry.core;

import java.util.List;
import org.linli.proto.GuardianConsent;
import org.linli.proto.Paper;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

/**
 * A volunteer's file as it is stored: what people may say of themselves, and what only staff may, who stand in it by name.
 * Under 18 nobody serves without a guardian's consent, and nobody but staff makes somebody of age.
 */
final class Enrolment {
    private final Draft draft;
    private final VolunteerFile known;
    private final boolean enroller;

    Enrolment(Draft draft, VolunteerFile known) {
        this.draft = draft;
        this.known = known;
        this.enroller = draft.permissions().has(Permissions.ENROLLERS);
    }

    /** @param approved whether somebody who is new is approved at once, where staff write */
    VolunteerFile of(VolunteerFile asked, boolean approved) {
        VolunteerFile.Builder file = asked.toBuilder()
                .setBirthYear(birthYear(asked))
                .clearSkills()
                .addAllSkills(new SkillClaims(known.getSkillsList(), enroller, draft.actor()).of(asked.getSkillsList()))
                .clearPapers()
                .addAllPapers(enroller ? seen(asked.getPapersList()) : known.getPapersList())
                .clearGuardianConsent()
                .clearDecisionCode();
        consent(file, asked);
        VolunteerState state = state(file, enroller && approved);
        return state == VolunteerState.VOLUNTEER_STATE_PENDING
                ? file.setState(state).build()
                : file.setState(state).setDecisionCode(known.getDecisionCode()).build();
    }

    /** What is not said stays; a year that would make somebody of age is for staff, who have seen a paper. */
    private int birthYear(VolunteerFile asked) {
        if (asked.getBirthYear() == 0) {
            return known.getBirthYear();
        }
        boolean grows = isMinor(draft, known) && !isMinor(draft, asked);
        Refusal.unless(
                enroller || !grows, "field-invalid", "/birthYear", asked.getBirthYear(), "is for staff to change");
        return asked.getBirthYear();
    }

    private List<Paper> seen(List<Paper> asked) {
        return asked.stream().map(this::seen).toList();
    }

    /** What was on file stands under the name of who saw it first. */
    private Paper seen(Paper asked) {
        return known.getPapersList().stream()
                .filter(paper -> paper.getPaper().equals(asked.getPaper()) && paper.getUntilMs() == asked.getUntilMs())
                .findFirst()
                .orElseGet(() ->
                        asked.toBuilder().setSeenBy(draft.actor().getSubject()).build());
    }

    private void consent(VolunteerFile.Builder file, VolunteerFile asked) {
        if (known.hasGuardianConsent() && (!enroller || asked.hasGuardianConsent())) {
            file.setGuardianConsent(known.getGuardianConsent());
        } else if (enroller && asked.hasGuardianConsent()) {
            file.setGuardianConsent(GuardianConsent.newBuilder()
                    .setGivenAtMs(draft.nowMs())
                    .setSeenBy(draft.actor().getSubject()));
        }
    }

    private VolunteerState state(VolunteerFile.Builder file, boolean approved) {
        boolean lacksConsent = lacksConsent(draft, file.build());
        return switch (known.getState()) {
            case VOLUNTEER_STATE_SUSPENDED -> VolunteerState.VOLUNTEER_STATE_SUSPENDED;
            case VOLUNTEER_STATE_REFUSED ->
                enroller ? VolunteerState.VOLUNTEER_STATE_REFUSED : VolunteerState.VOLUNTEER_STATE_PENDING;
            case VOLUNTEER_STATE_APPROVED ->
                lacksConsent ? VolunteerState.VOLUNTEER_STATE_PENDING : VolunteerState.VOLUNTEER_STATE_APPROVED;
            default ->
                approved && !lacksConsent
                        ? VolunteerState.VOLUNTEER_STATE_APPROVED
                        : VolunteerState.VOLUNTEER_STATE_PENDING;
        };
    }

    /** Whether somebody under 18 has no guardian's consent on file. */
    static boolean lacksConsent(Draft draft, VolunteerFile file) {
        return isMinor(draft, file) && !file.hasGuardianConsent();
    }

    private static boolean isMinor(Draft draft, VolunteerFile file) {
        return new Qualification(draft.policy()).isMinor(file, draft.nowMs());
    }
}
