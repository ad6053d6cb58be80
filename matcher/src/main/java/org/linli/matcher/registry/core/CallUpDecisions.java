package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.AnswerCallUp;
import org.linli.proto.Calendar;
import org.linli.proto.CallUp;
import org.linli.proto.CallUpReserves;
import org.linli.proto.Duty;
import org.linli.proto.DutyOrBuilder;
import org.linli.proto.Emergency;
import org.linli.proto.Hold;
import org.linli.proto.Profile;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

/**
 * Reserves are asked to serve while an emergency runs, and answer. A yes is duty until the emergency's end, as it stood
 * then: an extension promises nothing in somebody else's name, who may be asked again. A no changes nothing.
 */
final class CallUpDecisions {
    /** A file and a calendar of each are read; at 200 bytes of calendar the entry stays below 50 kB. */
    static final int MOST_AT_ONCE = 100;
    /** Whoever offers reads the emergency, which holds them all: 10 kB. */
    static final int MOST_CALLED = 500;

    private static final Set<Role> CALLERS = EnumSet.of(Role.ROLE_DISPATCHER, Role.ROLE_COMMUNITY, Role.ROLE_ADMIN);
    private static final long MOST_DUTY_MS = 24 * 3_600_000L;
    /** Whoever is late on a visit is not off duty the minute it should have ended. */
    private static final long GRACE_MS = 30 * 60_000L;

    private CallUpDecisions() {}

    /** The reply's arguments: who was asked. */
    static Reply callUp(Draft draft, CallUpReserves call) {
        draft.permissions().any(CALLERS);
        Fields.between(call.getVolunteersCount(), 1, MOST_AT_ONCE, "/volunteers");
        Emergency emergency = EmergencyDecisions.running(draft, call.getEmergencyId());
        draft.need(keys(call));
        List<String> asked = new ArrayList<>();
        for (String volunteerId : new LinkedHashSet<>(call.getVolunteersList())) {
            if (mayBeAsked(draft, emergency, volunteerId)) {
                ask(draft, emergency, volunteerId);
                asked.add(volunteerId);
            }
        }
        Set<String> called = new LinkedHashSet<>(emergency.getCalledList());
        called.addAll(asked);
        Fields.between(called.size(), 0, MOST_CALLED, "/volunteers");
        Reply reply = EmergencyDecisions.store(
                draft, emergency.toBuilder().clearCalled().addAllCalled(called));
        return reply.toBuilder().setState("ASKED").addAllArguments(asked).build();
    }

    static List<String> keys(CallUpReserves call) {
        List<String> keys = new ArrayList<>();
        call.getVolunteersList().stream().limit(MOST_AT_ONCE).forEach(id -> {
            keys.add(EntityKey.profile(id));
            keys.add(EntityKey.calendar(id));
        });
        return keys;
    }

    /** A reserve who is off duty, and was not asked before in this emergency or has served since. */
    private static boolean mayBeAsked(Draft draft, Emergency emergency, String volunteerId) {
        VolunteerFile file =
                draft.findProfile(volunteerId).map(Profile::getVolunteer).orElse(VolunteerFile.getDefaultInstance());
        Calendar calendar = draft.calendar(volunteerId).before();
        boolean answers = calendar.getCallUp().getEmergencyId().equals(emergency.getId())
                && calendar.getCallUp().getState() != CallUp.State.STATE_YES;
        return file.getReserve()
                && file.getState() == VolunteerState.VOLUNTEER_STATE_APPROVED
                && !calendar.getDuty().getOn()
                && !answers;
    }

    private static void ask(Draft draft, Emergency emergency, String volunteerId) {
        draft.calendar(volunteerId)
                .fields()
                .setCallUp(CallUp.newBuilder()
                        .setEmergencyId(emergency.getId())
                        .setState(CallUp.State.STATE_ASKED)
                        .setAskedAtMs(draft.nowMs())
                        .setAskedBy(draft.actor()));
        draft.count("reserves-called");
    }

    static Reply answer(Draft draft, AnswerCallUp answer) {
        String volunteerId = answer.getVolunteerId();
        draft.permissions().volunteer(volunteerId);
        Emergency emergency = EmergencyDecisions.running(draft, answer.getEmergencyId());
        draft.need(List.of(EntityKey.calendar(volunteerId), EntityKey.profile(volunteerId)));
        VolunteerFile file = draft.volunteer(volunteerId).getVolunteer();
        boolean approved = file.getState() == VolunteerState.VOLUNTEER_STATE_APPROVED;
        Refusal.unless(approved, "volunteer-not-approved", "", volunteerId);
        Calendar.Builder calendar = draft.calendar(volunteerId).fields();
        boolean asked = calendar.getCallUp().getEmergencyId().equals(emergency.getId());
        Refusal.unless(asked, "not-called-up", "", volunteerId);
        CallUp.State state = answer.getYes() ? CallUp.State.STATE_YES : CallUp.State.STATE_NO;
        if (calendar.getCallUp().getState() != state) {
            calendar.getCallUpBuilder().setState(state).setAnsweredAtMs(draft.nowMs());
            serve(draft, emergency, calendar, answer.getYes());
            draft.count(answer.getYes() ? "reserves-serving" : "reserves-declined");
        }
        return PersonDecisions.reply(draft, volunteerId);
    }

    /** A duty that the volunteer has begun is the volunteer's; a no after a yes ends what the yes began. */
    private static void serve(Draft draft, Emergency emergency, Calendar.Builder calendar, boolean yes) {
        if (yes && !calendar.getDuty().getOn()) {
            long untilMs = Math.min(emergency.getUntilMs(), draft.nowMs() + MOST_DUTY_MS);
            Duty asked = Duty.newBuilder().setOn(true).setUntilMs(untilMs).build();
            calendar.setDuty(PersonDecisions.on(draft, calendar.getDuty(), asked).toBuilder()
                    .setCalledBy(emergency.getId()));
        } else if (!yes && isCalled(calendar.getDuty(), emergency)) {
            PersonDecisions.endDuty(draft, calendar.getVolunteerId());
        }
    }

    /** The emergency is over: duties that its call-ups began end, but not in the middle of a visit. */
    static void release(Draft draft, Emergency emergency, List<String> volunteers) {
        draft.need(volunteers.stream().map(EntityKey::calendar).toList());
        List<Calendar> serving = volunteers.stream()
                .map(id -> draft.calendar(id).before())
                .filter(calendar -> isCalled(calendar.getDuty(), emergency))
                .toList();
        draft.need(serving.stream()
                .flatMap(calendar -> calendar.getHoldsList().stream())
                .filter(CallUpDecisions::isVisit)
                .map(hold -> EntityKey.order(Ids.orderOf(hold.getRef())))
                .toList());
        serving.forEach(calendar -> release(draft, calendar));
    }

    private static void release(Draft draft, Calendar before) {
        long untilMs = before.getHoldsList().stream()
                .filter(hold -> isVisit(hold) && isUnderWay(draft, hold))
                .mapToLong(hold -> Math.max(hold.getWindow().getEndMs(), draft.nowMs() + GRACE_MS))
                .max()
                .orElse(0);
        if (untilMs == 0) {
            PersonDecisions.endDuty(draft, before.getVolunteerId());
        } else {
            draft.calendar(before.getVolunteerId())
                    .fields()
                    .getDutyBuilder()
                    .setUntilMs(Math.min(untilMs, before.getDuty().getUntilMs()));
        }
    }

    private static boolean isCalled(DutyOrBuilder duty, Emergency emergency) {
        return duty.getOn() && duty.getCalledBy().equals(emergency.getId());
    }

    private static boolean isVisit(Hold hold) {
        return hold.getKind() == Hold.Kind.KIND_COMMITMENT && !Ids.isActivity(hold.getRef());
    }

    private static boolean isUnderWay(Draft draft, Hold hold) {
        VisitState state = draft.order(hold.getRef())
                .before()
                .getVisits(Ids.visitNumber(hold.getRef()) - 1)
                .getState();
        return state == VisitState.VISIT_STATE_EN_ROUTE || state == VisitState.VISIT_STATE_ON_SITE;
    }
}
