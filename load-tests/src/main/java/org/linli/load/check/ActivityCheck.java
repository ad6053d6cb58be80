package org.linli.load.check;

import java.util.HashSet;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.matcher.registry.core.ActivityTransitions;
import org.linli.matcher.registry.core.ParticipantEvent;
import org.linli.proto.Activity;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;

/** What activities may do: places given once each, parts that move as the table says, hours posted once. */
final class ActivityCheck {
    private final Findings findings;
    private final LogFacts facts;

    ActivityCheck(Findings findings, LogFacts facts) {
        this.findings = findings;
        this.facts = facts;
    }

    void check(Activity before, Activity after) {
        places(after, false, after.getPlaces());
        places(after, true, after.getGuestPlaces());
        Set<String> people = new HashSet<>();
        for (Participant participant : after.getParticipantsList()) {
            String part = Ids.participation(after.getId(), participant.getNumber());
            findings.expect(
                    people.add(participant.getPersonId()),
                    Invariant.PLACES,
                    () -> participant.getPersonId() + " takes part twice in " + after.getId());
            moved(part, was(before, participant.getNumber()), participant.getState());
            held(part, participant);
            posted(part, participant);
        }
    }

    private void places(Activity activity, boolean guests, int places) {
        long taken = activity.getParticipantsList().stream()
                .filter(participant -> participant.getGuest() == guests)
                .filter(participant -> ActivityTransitions.isPlaced(participant.getState()))
                .count();
        findings.expect(
                taken <= places,
                Invariant.PLACES,
                () -> activity.getId() + " has " + places + " places and " + taken + " people on them");
    }

    private static ParticipantState was(Activity before, int number) {
        return number <= before.getParticipantsCount()
                ? before.getParticipants(number - 1).getState()
                : ParticipantState.PARTICIPANT_STATE_UNSPECIFIED;
    }

    private void moved(String part, ParticipantState from, ParticipantState to) {
        boolean legal = from == to || leads(from, to);
        findings.expect(legal, Invariant.TRANSITION, () -> part + " goes from " + from + " to " + to);
    }

    private static boolean leads(ParticipantState from, ParticipantState to) {
        for (ParticipantEvent event : ParticipantEvent.values()) {
            if (ActivityTransitions.next(from, event).filter(to::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private void held(String part, Participant participant) {
        boolean must = !participant.getGuest() && ActivityTransitions.isPlaced(participant.getState());
        findings.expect(
                !must || participant.getHeld(), Invariant.PLACES, () -> part + " has a place and nobody is held");
    }

    private void posted(String part, Participant participant) {
        boolean posted = facts.get(EntityKey.posting(part)).version() > 0;
        findings.expect(
                posted == (participant.getState() == ParticipantState.PARTICIPANT_STATE_CONFIRMED),
                Invariant.PLACES,
                () -> part + " is " + participant.getState() + (posted ? " and posted" : " and not posted"));
    }
}
