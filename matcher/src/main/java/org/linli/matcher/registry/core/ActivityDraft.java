package org.linli.matcher.registry.core;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Activity;
import org.linli.proto.ActivityState;
import org.linli.proto.Entity;
import org.linli.proto.Hold;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/**
 * An activity while a command is decided: the only place where somebody's part in it and that person's calendar change,
 * so that they agree. Whoever has a place is held, and nobody has one beyond those that there are.
 */
final class ActivityDraft {
    private final Draft draft;
    private final Activity before;
    private final Activity.Builder activity;

    private ActivityDraft(Draft draft, Activity before, Activity.Builder activity) {
        this.draft = draft;
        this.before = before;
        this.activity = activity;
    }

    static ActivityDraft of(Draft draft, String activityId) {
        Activity read = draft.findActivity(activityId).orElseThrow(() -> Refusal.of("activity-not-found", activityId));
        return new ActivityDraft(draft, read, read.toBuilder());
    }

    static ActivityDraft create(Draft draft, Activity activity) {
        return new ActivityDraft(draft, Activity.getDefaultInstance(), activity.toBuilder());
    }

    String id() {
        return activity.getId();
    }

    Activity before() {
        return before;
    }

    /** What is not somebody's part may be changed here directly. */
    Activity.Builder fields() {
        return activity;
    }

    boolean is(ActivityState state) {
        return activity.getState() == state;
    }

    /** Refuses unless it is published: neither cancelled nor closed nor a pattern. */
    ActivityDraft published() {
        Refusal.unless(
                is(ActivityState.ACTIVITY_STATE_PUBLISHED), "activity-over", "", id(), Words.of(activity.getState()));
        return this;
    }

    /** The leader, or staff of the community. */
    ActivityDraft ledBy(Permissions permissions) {
        boolean leads = draft.actor().getRole() == Role.ROLE_LEADER
                && draft.actor().getSubject().equals(activity.getLeaderId());
        if (!leads) {
            permissions.any(Permissions.ENROLLERS);
        }
        return this;
    }

    Optional<Participant.Builder> find(String personId) {
        return activity.getParticipantsBuilderList().stream()
                .filter(participant -> participant.getPersonId().equals(personId))
                .findFirst();
    }

    Participant.Builder participant(String personId) {
        return find(personId).orElseThrow(() -> Refusal.of("not-joined", id(), personId));
    }

    List<Participant.Builder> all(ParticipantState state) {
        return activity.getParticipantsBuilderList().stream()
                .filter(participant -> participant.getState() == state)
                .toList();
    }

    /** Who waits for a place of this kind, longest first. */
    List<Participant.Builder> waiting(boolean guests) {
        return all(ParticipantState.PARTICIPANT_STATE_WAITING).stream()
                .filter(participant -> participant.getGuest() == guests)
                .sorted(Comparator.comparingLong(Participant.Builder::getAskedAtMs)
                        .thenComparingInt(Participant.Builder::getNumber))
                .toList();
    }

    long taken(boolean guests) {
        return activity.getParticipantsBuilderList().stream()
                .filter(participant -> participant.getGuest() == guests)
                .filter(participant -> ActivityTransitions.isPlaced(participant.getState()))
                .count();
    }

    long free(boolean guests) {
        return places(guests) - taken(guests);
    }

    int places(boolean guests) {
        return guests ? activity.getGuestPlaces() : activity.getPlaces();
    }

    void move(Participant.Builder participant, ParticipantEvent event) {
        ParticipantState from = participant.getState();
        participant.setState(ActivityTransitions.next(from, event)
                .orElseThrow(
                        () -> Refusal.of("illegal-transition", partOf(participant), Words.of(from), event.name())));
    }

    String partOf(Participant.Builder participant) {
        return Ids.participation(id(), participant.getNumber());
    }

    /** Gives a place, with the volunteer's time; refuses where that is taken. */
    void place(Participant.Builder participant, ParticipantEvent event) {
        if (free(participant.getGuest()) <= 0) {
            throw new IllegalStateException("activity (" + id() + ") has no place for " + participant.getPersonId());
        }
        move(participant, event);
        if (!participant.getGuest()) {
            draft.calendar(participant.getPersonId()).hold(holdOf(participant));
            participant.setHeld(true);
        }
    }

    void release(Participant.Builder participant) {
        draft.calendar(participant.getPersonId()).release(partOf(participant));
        participant.clearHeld();
    }

    private Hold holdOf(Participant.Builder participant) {
        return Hold.newBuilder()
                .setKind(Hold.Kind.KIND_ACTIVITY)
                .setRef(partOf(participant))
                .setWindow(activity.getWindow())
                .setStart(activity.getLocation())
                .setEnd(activity.getLocation())
                .build();
    }

    /** Puts the activity as it is now among the decision's changes. */
    void store() {
        if (!activity.build().equals(before)) {
            activity.setChangedAtMs(draft.nowMs());
        }
        draft.put(
                EntityKey.activity(id()),
                Entity.newBuilder().setActivity(activity).build());
    }

    /** Stores it, and answers with its state. */
    Reply.Builder answer() {
        store();
        boolean changed = !activity.build().equals(before);
        return Reply.newBuilder()
                .setId(id())
                .setState(Words.of(activity.getState()))
                .setVersion(draft.versionAfter(EntityKey.activity(id()), changed));
    }

    /** The same about one person: the state of that part, and its place on the waiting list from 1, else 0. */
    Reply answer(Participant.Builder participant) {
        List<Integer> waiting = waiting(participant.getGuest()).stream()
                .map(Participant.Builder::getNumber)
                .toList();
        return answer().addArguments(Words.of(participant.getState()))
                .addArguments(Integer.toString(1 + waiting.indexOf(participant.getNumber())))
                .build();
    }

    /** Whether somebody in this state needs no time held any more. */
    static boolean isIdle(Participant participant) {
        return participant.getHeld() && !ActivityTransitions.isPlaced(participant.getState());
    }
}
