package org.linli.matcher.registry.core;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.matcher.emergency.Pauses;
import org.linli.proto.BeginEmergency;
import org.linli.proto.ChangeEmergency;
import org.linli.proto.Emergency;
import org.linli.proto.EmergencyKind;
import org.linli.proto.EndEmergency;
import org.linli.proto.Entity;
import org.linli.proto.Priority;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/**
 * The region's emergency begins, changes and ends. It is one entity, and what waits because of it is derived
 * ({@link Pauses}); its timer ends it, and then in small steps the duties that its call-ups began.
 */
final class EmergencyDecisions {
    /** An emergency that is forgotten must not stop a county for ever; who still needs it says so again in time. */
    static final long MOST_MS = 72 * 3_600_000L;
    /** So many calendars, and the orders of who is busy, are changed in one commit. */
    static final int RELEASED_AT_ONCE = 32;

    /** Its timer's subject, of which there is one. */
    static final String SUBJECT = EntityKey.id(EntityKey.EMERGENCY);

    private static final Set<Role> IN_CHARGE = EnumSet.of(Role.ROLE_DISPATCHER, Role.ROLE_ADMIN);
    private static final int MOST_TEXT = 300;
    private static final int MOST_COMMUNITIES = 200;

    private EmergencyDecisions() {}

    static Reply begin(Draft draft, BeginEmergency begin) {
        draft.permissions().any(IN_CHARGE);
        Emergency before = draft.emergency();
        boolean free = !Pauses.isRunning(before) && before.getCalledCount() == 0;
        Refusal.unless(free, "emergency-running", "", before.getId());
        boolean named = begin.getId().startsWith(draft.policy().region() + "-emergency-")
                && begin.getId().length() <= 80;
        Refusal.unless(named, "field-invalid", "/id", begin.getId());
        boolean known = begin.getKind() != EmergencyKind.EMERGENCY_KIND_UNSPECIFIED
                && begin.getKind() != EmergencyKind.UNRECOGNIZED;
        Refusal.unless(known, "field-invalid", "/kind", Words.of(begin.getKind()));
        texts(begin.getTextZh(), 1, begin.getTextEn());
        bar(begin.getPausedBelow());
        Fields.between(begin.getCommunitiesCount(), 0, MOST_COMMUNITIES, "/communities");
        begin.getCommunitiesList().forEach(community -> Fields.text(community, "/communities", 1, 64));
        until(draft, begin.getUntilMs());
        draft.count("emergencies-begun");
        return store(
                draft,
                Emergency.newBuilder()
                        .setId(begin.getId())
                        .setKind(begin.getKind())
                        .setTextZh(begin.getTextZh())
                        .setTextEn(begin.getTextEn())
                        .addAllCommunities(begin.getCommunitiesList())
                        .setPausedBelow(begin.getPausedBelow())
                        .setBegunAtMs(draft.nowMs())
                        .setBegunBy(draft.actor())
                        .setUntilMs(begin.getUntilMs()));
    }

    /** Longer, shorter, another bar, other words; what is left out stays. */
    static Reply change(Draft draft, ChangeEmergency change) {
        draft.permissions().any(IN_CHARGE);
        Emergency.Builder emergency = running(draft, change.getId()).toBuilder();
        texts(change.getTextZh(), 0, change.getTextEn());
        bar(change.getPausedBelow());
        if (change.getUntilMs() != 0) {
            until(draft, change.getUntilMs());
            emergency.setUntilMs(change.getUntilMs());
        }
        if (change.getPausedBelow() != Priority.PRIORITY_UNSPECIFIED) {
            emergency.setPausedBelow(change.getPausedBelow());
        }
        if (!change.getTextZh().isEmpty()) {
            emergency.setTextZh(change.getTextZh()).setTextEn(change.getTextEn());
        }
        return store(draft, emergency);
    }

    static Reply end(Draft draft, EndEmergency end) {
        draft.permissions().any(IN_CHARGE);
        Fields.text(end.getReason(), "/reason", 0, MOST_TEXT);
        return over(draft, running(draft, end.getId()), end.getReason());
    }

    /** Nobody is asked to take, and nobody takes from the list, what is paused. */
    static void refusePaused(Draft draft, OrderDraft order) {
        Emergency emergency = draft.emergency();
        if (Pauses.holds(emergency, order.before())) {
            throw Refusal.of("visit-paused", order.id(), emergency.getUntilMs());
        }
    }

    /** The emergency of this id, which must run. */
    static Emergency running(Draft draft, String id) {
        Emergency emergency = draft.emergency();
        boolean runs = Pauses.isRunning(emergency) && emergency.getId().equals(id);
        Refusal.unless(runs, "emergency-over", "", id);
        return emergency;
    }

    static Optional<Long> dueMs(Emergency emergency) {
        if (Pauses.isRunning(emergency)) {
            return Optional.of(emergency.getUntilMs());
        }
        return emergency.getCalledCount() > 0 ? Optional.of(emergency.getEndedAtMs()) : Optional.empty();
    }

    /** What its timer does: the end, or some of the duties that end with it. */
    static void next(Draft draft) {
        Emergency emergency = draft.emergency();
        if (Pauses.isRunning(emergency)) {
            over(draft, emergency, "until");
            return;
        }
        List<String> called = emergency.getCalledList();
        int some = Math.min(RELEASED_AT_ONCE, called.size());
        CallUpDecisions.release(draft, emergency, called.subList(0, some));
        store(draft, emergency.toBuilder().clearCalled().addAllCalled(called.subList(some, called.size())));
    }

    private static Reply over(Draft draft, Emergency emergency, String reason) {
        draft.count("emergencies-ended");
        return store(
                draft,
                emergency.toBuilder()
                        .setEndedAtMs(draft.nowMs())
                        .setEndedBy(draft.actor())
                        .setEndReason(reason));
    }

    static Reply store(Draft draft, Emergency.Builder emergency) {
        Emergency before = draft.emergency();
        Emergency after = emergency.build();
        draft.put(EntityKey.EMERGENCY, Entity.newBuilder().setEmergency(after).build());
        return Reply.newBuilder()
                .setId(after.getId())
                .setState(Pauses.isRunning(after) ? "RUNNING" : "ENDED")
                .setVersion(draft.versionAfter(EntityKey.EMERGENCY, !after.equals(before)))
                .build();
    }

    private static void texts(String zh, int least, String en) {
        Fields.text(zh, "/text", least, MOST_TEXT);
        Fields.text(en, "/textEn", 0, MOST_TEXT);
    }

    /** An emergency order is never paused, so no bar is higher than that. */
    private static void bar(Priority lowest) {
        Refusal.unless(lowest != Priority.UNRECOGNIZED, "field-invalid", "/pausedBelow", lowest);
    }

    private static void until(Draft draft, long untilMs) {
        Fields.between(untilMs, draft.nowMs() + 1, draft.nowMs() + MOST_MS, "/until");
    }
}
