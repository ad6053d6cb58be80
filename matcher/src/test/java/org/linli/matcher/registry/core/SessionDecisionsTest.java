package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.proto.Actor;
import org.linli.proto.BeginSession;
import org.linli.proto.EndSessions;
import org.linli.proto.PersonAccess;
import org.linli.proto.PutStaff;
import org.linli.proto.Reading;
import org.linli.proto.RecordReading;
import org.linli.proto.RefreshSession;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.SignInWay;
import org.linli.proto.StaffFile;

/** Sign-ins and staff, and who read what, as the records decide them. */
class SessionDecisionsTest {
    private final Neighbourhood place = new Neighbourhood();
    private final Actor me = Neighbourhood.resident("r-1");
    private final Actor admin = Neighbourhood.staff(Role.ROLE_ADMIN);

    private Reply begin(Actor who, String session, SignInWay way, long step) {
        return place.as(
                who,
                command -> command.setBeginSession(BeginSession.newBuilder()
                        .setSubject("r-1")
                        .setSessionId(session)
                        .setWay(way)
                        .setStep(step)));
    }

    private Reply begin(String session) {
        return begin(me, session, SignInWay.SIGN_IN_WAY_PHONE, 0);
    }

    private Reply refresh(String session, long turn) {
        return place.as(
                me,
                command -> command.setRefreshSession(RefreshSession.newBuilder()
                        .setSubject("r-1")
                        .setSessionId(session)
                        .setTurn(turn)));
    }

    private Reply staff(Actor who, boolean fresh, StaffFile.Builder file) {
        return place.as(
                who,
                command -> command.setPutStaff(
                        PutStaff.newBuilder().setSubject("r-1").setStaff(file).setFresh(fresh)));
    }

    private static StaffFile.Builder dispatcher() {
        return StaffFile.newBuilder().addRoles(Role.ROLE_DISPATCHER).setSealed(ByteString.copyFromUtf8("sealed"));
    }

    private PersonAccess access() {
        return place.store.get(EntityKey.access("r-1")).entity().getAccess();
    }

    @Test
    void refresh_withTheNewestToken_carriesOn() {
        begin("s-1");
        Reply reply = refresh("s-1", 1);
        assertThat(reply.getState()).isEqualTo("REFRESHED");
        assertThat(reply.getArguments(0)).isEqualTo("2");
        assertThat(refresh("s-1", 2).getState()).isEqualTo("REFRESHED");
    }

    @Test
    void refresh_withATokenThatWasUsed_endsTheSession() {
        begin("s-1");
        begin("s-2");
        refresh("s-1", 1);
        assertThat(refresh("s-1", 1).getState()).isEqualTo("ENDED");
        assertThat(refresh("s-1", 2).getProblem()).isEqualTo("signed-out");
        assertThat(access().getSessionsList()).extracting("id").containsExactly("s-2");
    }

    @Test
    void refresh_withATokenOfTheFuture_isRefusedAndEndsNothing() {
        begin("s-1");
        assertThat(refresh("s-1", 7).getProblem()).isEqualTo("signed-out");
        assertThat(refresh("s-1", 1).getState()).isEqualTo("REFRESHED");
    }

    @Test
    void session_byTelephone_runsOutAMonthAfterItsLastUse() {
        begin("s-1");
        place.pass(SessionDecisions.PHONE_LASTS_MS - 1);
        assertThat(refresh("s-1", 1).getState()).isEqualTo("REFRESHED");
        place.pass(SessionDecisions.PHONE_LASTS_MS);
        assertThat(refresh("s-1", 2).getProblem()).isEqualTo("signed-out");
    }

    @Test
    void session_ofStaff_runsOutAfterAShiftHoweverMuchItIsUsed() {
        staff(admin, true, dispatcher());
        begin(me, "s-1", SignInWay.SIGN_IN_WAY_PASSWORD, 5);
        place.pass(SessionDecisions.PASSWORD_LASTS_MS - 1);
        assertThat(refresh("s-1", 1).getState()).isEqualTo("REFRESHED");
        place.pass(1);
        assertThat(refresh("s-1", 2).getProblem()).isEqualTo("signed-out");
    }

    @Test
    void begin_onOneDeviceTooMany_endsTheOneLongestUnused() {
        for (int device = 0; device <= SessionDecisions.MOST_SESSIONS; device++) {
            begin("s-" + device);
            refresh("s-0", device + 1);
        }
        assertThat(access().getSessionsList())
                .hasSize(SessionDecisions.MOST_SESSIONS)
                .extracting("id")
                .contains("s-0")
                .doesNotContain("s-1");
    }

    @Test
    void begin_forSomebodyElse_isNotAllowed() {
        Reply reply = begin(Neighbourhood.resident("r-2"), "s-1", SignInWay.SIGN_IN_WAY_PHONE, 0);
        assertThat(reply.getProblem()).isEqualTo("not-allowed");
    }

    @Test
    void begin_byPassword_usesEachCodeOnce() {
        staff(admin, true, dispatcher());
        assertThat(begin(me, "s-1", SignInWay.SIGN_IN_WAY_PASSWORD, 5).getState())
                .isEqualTo("BEGUN");
        assertThat(begin(me, "s-2", SignInWay.SIGN_IN_WAY_PASSWORD, 5).getProblem())
                .isEqualTo("sign-in-wrong");
        assertThat(begin(me, "s-3", SignInWay.SIGN_IN_WAY_PASSWORD, 4).getProblem())
                .isEqualTo("sign-in-wrong");
        assertThat(begin(me, "s-4", SignInWay.SIGN_IN_WAY_PASSWORD, 6).getState())
                .isEqualTo("BEGUN");
    }

    @Test
    void begin_byPassword_isForStaffWhoAreNotDisabled() {
        assertThat(begin(me, "s-1", SignInWay.SIGN_IN_WAY_PASSWORD, 5).getProblem())
                .isEqualTo("sign-in-wrong");
        staff(admin, true, dispatcher());
        staff(admin, false, StaffFile.newBuilder().setDisabled(true));
        assertThat(begin(me, "s-1", SignInWay.SIGN_IN_WAY_PASSWORD, 6).getProblem())
                .isEqualTo("sign-in-wrong");
    }

    @Test
    void end_ofOneSession_leavesTheOthers() {
        begin("s-1");
        begin("s-2");
        place.as(
                me,
                command -> command.setEndSessions(
                        EndSessions.newBuilder().setSubject("r-1").setSessionId("s-1")));
        assertThat(access().getSessionsList()).extracting("id").containsExactly("s-2");
        assertThat(access().getSignedOutBeforeMs()).isZero();
    }

    @Test
    void end_ofAll_countsForTokensWithoutASessionToo() {
        begin("s-1");
        place.pass(1000);
        EndSessions all = EndSessions.newBuilder().setSubject("r-1").build();
        assertThat(place.as(Neighbourhood.resident("r-2"), command -> command.setEndSessions(all))
                        .getProblem())
                .isEqualTo("not-allowed");
        place.as(admin, command -> command.setEndSessions(all));
        assertThat(access().getSessionsList()).isEmpty();
        assertThat(access().getSignedOutBeforeMs()).isEqualTo(place.now);
    }

    @Test
    void staff_areAddedOnceAndByAdministratorsAlone() {
        assertThat(staff(Neighbourhood.staff(Role.ROLE_COMMUNITY), true, dispatcher())
                        .getProblem())
                .isEqualTo("not-allowed");
        assertThat(staff(admin, false, dispatcher()).getProblem()).isEqualTo("person-not-found");
        assertThat(staff(admin, true, dispatcher()).getCreated()).isTrue();
        assertThat(staff(admin, true, dispatcher()).getProblem()).isEqualTo("staff-exists");
    }

    @Test
    void staff_rolesAndCommunities_areChecked() {
        assertThat(staff(admin, true, dispatcher().addRoles(Role.ROLE_SYSTEM)).getPointer())
                .isEqualTo("/roles/1");
        assertThat(staff(admin, true, dispatcher().addRoles(Role.ROLE_RESIDENT)).getPointer())
                .isEqualTo("/roles/1");
        assertThat(staff(admin, true, dispatcher().addRoles(Role.ROLE_COMMUNITY))
                        .getPointer())
                .isEqualTo("/communities");
        assertThat(staff(admin, true, dispatcher().clearRoles()).getPointer()).isEqualTo("/roles");
    }

    @Test
    void staff_change_endsTheirSessionsAndKeepsTheUsedCodes() {
        staff(admin, true, dispatcher());
        begin(me, "s-1", SignInWay.SIGN_IN_WAY_PASSWORD, 5);
        staff(admin, false, dispatcher().clearRoles().addRoles(Role.ROLE_AGENT));
        assertThat(access().getSessionsList()).isEmpty();
        assertThat(access().getStaff().getRolesList()).containsExactly(Role.ROLE_AGENT);
        assertThat(begin(me, "s-2", SignInWay.SIGN_IN_WAY_PASSWORD, 5).getProblem())
                .isEqualTo("sign-in-wrong");
    }

    @Test
    void reading_isWrittenDownWithReaderRoleAndChannel() {
        for (int time = 0; time <= ReadingDecisions.MOST_READINGS; time++) {
            place.as(
                    Neighbourhood.staff(Role.ROLE_AGENT),
                    command -> command.setRecordReading(
                            RecordReading.newBuilder().setPersonId("r-1").addWhat(Reading.What.WHAT_PHONE)));
            place.pass(1);
        }
        var readings = place.store.get(EntityKey.readings("r-1")).entity().getReadings();
        assertThat(readings.getReadingsList()).hasSize(ReadingDecisions.MOST_READINGS);
        Reading last = readings.getReadings(ReadingDecisions.MOST_READINGS - 1);
        assertThat(last.getReader()).isEqualTo("staff-1");
        assertThat(last.getRole()).isEqualTo(Role.ROLE_AGENT);
        assertThat(last.getAtMs()).isEqualTo(place.now - 1);
    }

    private Reply fromOutside(String session, Set<Role> roles, String... communities) {
        return place.as(
                me,
                command -> command.setBeginSession(BeginSession.newBuilder()
                        .setSubject("r-1")
                        .setSessionId(session)
                        .setWay(SignInWay.SIGN_IN_WAY_ISSUER)
                        .addAllRoles(roles)
                        .addAllCommunities(List.of(communities))));
    }

    @Test
    void sessionFromOutside_keepsItsRoles_andEndsAfterAShift() {
        assertThat(fromOutside("s-1", EnumSet.of(Role.ROLE_COMMUNITY), "north").getState())
                .isEqualTo("BEGUN");
        assertThat(refresh("s-1", 1).getState()).isEqualTo("REFRESHED");
        assertThat(access().getSessions(0).getRolesList()).containsExactly(Role.ROLE_COMMUNITY);
        assertThat(access().getSessions(0).getCommunitiesList()).containsExactly("north");
        assertThat(access().getSessions(0).getExpiresMs()
                        - access().getSessions(0).getBegunMs())
                .isEqualTo(SessionDecisions.PASSWORD_LASTS_MS);
    }

    @Test
    void sessionFromOutside_asTheEngineOrNobodyOrOfNowhere_isRefused() {
        assertThat(fromOutside("s-1", EnumSet.of(Role.ROLE_SYSTEM)).getProblem())
                .isEqualTo("field-invalid");
        assertThat(fromOutside("s-1", Set.of()).getProblem()).isEqualTo("field-invalid");
        assertThat(fromOutside("s-1", EnumSet.of(Role.ROLE_COMMUNITY)).getProblem())
                .isEqualTo("field-invalid");
    }
}
