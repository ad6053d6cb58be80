package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.staffFor;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;

import com.google.protobuf.ByteString;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.linli.proto.ApproveVolunteer;
import org.linli.proto.GuardianConsent;
import org.linli.proto.Paper;
import org.linli.proto.Profile;
import org.linli.proto.PutProfile;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Shift;
import org.linli.proto.SkillClaim;
import org.linli.proto.Timer;
import org.linli.proto.TravelMode;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

class PersonDecisionsTest {
    private final Neighbourhood here = new Neighbourhood();

    private PutProfile.Builder profile(String id, Consumer<VolunteerFile.Builder> file) {
        VolunteerFile.Builder volunteer = VolunteerFile.newBuilder();
        file.accept(volunteer);
        return PutProfile.newBuilder().setProfile(Profile.newBuilder().setId(id).setVolunteer(volunteer));
    }

    private static SkillClaim.Builder skill(String code, int level) {
        return SkillClaim.newBuilder().setSkill(code).setLevel(level);
    }

    private SkillClaim stored(String id) {
        return here.store.profile(id).getVolunteer().getSkills(0);
    }

    @Test
    void put_bySomebodyThemself_waitsForApproval() {
        Reply reply = here.put(
                volunteer("v-1"),
                profile("v-1", file -> file.addSkills(skill("repair", 2).setVerified(true)))
                        .setApproved(true)
                        .build());
        assertThat(reply.getState()).isEqualTo("PENDING");
        assertThat(reply.getCreated()).isTrue();
        assertThat(stored("v-1").getVerified()).isFalse();
        assertThat(here.duty(volunteer("v-1"), "v-1", true, 0).getProblem()).isEqualTo("volunteer-not-approved");
        assertThat(here.approve(volunteer("v-1"), "v-1", VolunteerState.VOLUNTEER_STATE_APPROVED)
                        .getProblem())
                .isEqualTo("not-allowed");
        assertThat(here.approve(staff(Role.ROLE_COMMUNITY), "v-1", VolunteerState.VOLUNTEER_STATE_UNSPECIFIED)
                        .getState())
                .isEqualTo("APPROVED");
    }

    @Test
    void put_byStaff_approvesAndVerifies_andSelfEditKeepsIt() {
        here.enrol("v-1", file -> file.addSkills(skill("repair", 2).setVerified(true)));
        assertThat(stored("v-1").getVerifiedBy()).isEqualTo("staff-1");
        Reply edited = here.put(
                volunteer("v-1"),
                profile("v-1", file -> file.addSkills(skill("repair", 1))).build());
        assertThat(edited.getState()).isEqualTo("APPROVED");
        assertThat(edited.getCreated()).isFalse();
        assertThat(edited.getVersion()).isEqualTo(2);
        assertThat(stored("v-1").getVerified()).isTrue();
        here.put(
                volunteer("v-1"),
                profile("v-1", file -> file.addSkills(skill("repair", 3))).build());
        assertThat(stored("v-1").getVerified()).isFalse();
    }

    @Test
    void put_againAndUnchanged_keepsTheVersion() {
        here.enrol("v-1", file -> {});
        assertThat(here.enrol("v-1", file -> {}).getVersion()).isEqualTo(1);
    }

    @Test
    void put_withAnotherBaseVersion_isAMismatch() {
        PutProfile.Builder put = profile("v-1", file -> {}).setMustMatch(true);
        assertThat(here.put(volunteer("v-1"), put.setBaseVersion(3).build()).getProblem())
                .isEqualTo("version-mismatch");
        assertThat(here.put(volunteer("v-1"), put.setBaseVersion(0).build()).getProblem())
                .isEmpty();
        assertThat(here.put(volunteer("v-1"), put.setBaseVersion(0).build()).getProblem())
                .isEqualTo("version-mismatch");
    }

    @Test
    void put_ofAnotherPerson_isForStaff() {
        assertThat(here.put(volunteer("v-2"), profile("v-1", file -> {}).build())
                        .getProblem())
                .isEqualTo("not-allowed");
        assertThat(here.put(staff(Role.ROLE_AGENT), profile("v-1", file -> {}).build())
                        .getProblem())
                .isEqualTo("not-allowed");
        assertThat(here.putResident(volunteer("r-1"), "r-1", file -> {}).getProblem())
                .isEqualTo("not-allowed");
        assertThat(here.putResident(staff(Role.ROLE_AGENT), "r-1", file -> {}).getCreated())
                .isTrue();
    }

    @Test
    void put_ofOnePart_keepsTheOther() {
        here.enrol("p-1", file -> {});
        here.putResident(resident("p-1"), "p-1", file -> file.setLivesAlone(true));
        assertThat(here.store.profile("p-1").hasVolunteer()).isTrue();
        assertThat(here.store.profile("p-1").getResident().getLivesAlone()).isTrue();
    }

    @Test
    void put_withAnotherTelephone_movesTheIndex() {
        PutProfile.Builder put = profile("v-1", file -> {});
        put.getProfileBuilder().setPhoneDigest(ByteString.fromHex("aa01"));
        here.put(volunteer("v-1"), put.build());
        put.getProfileBuilder().setPhoneDigest(ByteString.fromHex("bb02"));
        here.put(volunteer("v-1"), put.build());
        assertThat(here.store.indexes())
                .contains(new Effects.Membership("volunteers-by-phone:bb02", "v-1"))
                .doesNotContain(new Effects.Membership("volunteers-by-phone:aa01", "v-1"));
    }

    @Test
    void put_faultyFile_namesTheField() {
        faulty("unknown-skill", "/skills/0/skill", file -> file.addSkills(skill("magic", 1)));
        faulty("field-invalid", "/skills/0/level", file -> file.addSkills(skill("repair", 6)));
        faulty(
                "field-invalid",
                "/skills/1/skill",
                file -> file.addSkills(skill("repair", 1)).addSkills(skill("repair", 2)));
        faulty(
                "field-invalid",
                "/shifts/0/day",
                file -> file.addShifts(Shift.newBuilder().setDay(8).setEndMinute(60)));
        faulty(
                "field-invalid",
                "/shifts/0/end",
                file -> file.addShifts(
                        Shift.newBuilder().setDay(1).setStartMinute(60).setEndMinute(60)));
        faulty("field-invalid", "/birthYear", file -> file.setBirthYear(2027));
        faulty("field-invalid", "/languages/0", file -> file.addLanguages("x".repeat(50_000)));
        faulty("field-invalid", "/home", file -> file.setHome(Neighbourhood.place(95, 0)));
        assertThat(here.put(
                                staff(Role.ROLE_ADMIN),
                                profile("no spaces", file -> {}).build())
                        .getPointer())
                .isEqualTo("/id");
    }

    private void faulty(String problem, String pointer, Consumer<VolunteerFile.Builder> file) {
        Reply reply = here.put(staff(Role.ROLE_ADMIN), profile("v-1", file).build());
        assertThat(reply.getProblem()).isEqualTo(problem);
        assertThat(reply.getPointer()).isEqualTo(pointer);
    }

    @Test
    void duty_on_endsByItselfAfterThePolicysTime() {
        here.enrol("v-1", file -> {});
        Reply reply = here.duty(volunteer("v-1"), "v-1", true, 0);
        long until = here.now + 8 * HOUR;
        assertThat(reply.getState()).isEqualTo("ON");
        assertThat(reply.getArgumentsList())
                .containsExactly(Long.toString(here.now), Long.toString(until), "EBIKE", "40");
        here.now = until - 1;
        assertThat(here.fire(Timer.Kind.KIND_DUTY_END, "v-1").getState()).isEqualTo("NOT_DUE");
        here.now = until;
        assertThat(here.fire(Timer.Kind.KIND_DUTY_END, "v-1").getState()).isEqualTo("FIRED");
        assertThat(here.store.calendar("v-1").getDuty().getOn()).isFalse();
    }

    @Test
    void duty_again_movesTheEndAndKeepsTheStart() {
        here.onDuty("v-1");
        long since = here.now;
        here.pass(HOUR);
        here.duty(volunteer("v-1"), "v-1", true, here.now + HOUR);
        assertThat(here.store.calendar("v-1").getDuty().getSinceMs()).isEqualTo(since);
        assertThat(here.store.timers)
                .containsEntry(new Effects.TimerName(Timer.Kind.KIND_DUTY_END, "v-1"), here.now + HOUR);
    }

    @Test
    void duty_off_endsIt_andTwiceChangesNothing() {
        here.onDuty("v-1");
        long version = here.duty(volunteer("v-1"), "v-1", false, 0).getVersion();
        assertThat(here.duty(volunteer("v-1"), "v-1", false, 0).getVersion()).isEqualTo(version);
        assertThat(here.store.timers).isEmpty();
        assertThat(here.store.calendar("v-1").getDuty().getTravelMode()).isEqualTo(TravelMode.TRAVEL_MODE_EBIKE);
    }

    @Test
    void duty_ofAnother_isForStaffInTheirName() {
        here.enrol("v-1", file -> {});
        assertThat(here.duty(volunteer("v-2"), "v-1", true, 0).getProblem()).isEqualTo("not-allowed");
        assertThat(here.duty(staff(Role.ROLE_DISPATCHER), "v-1", true, 0).getProblem())
                .isEqualTo("not-allowed");
        assertThat(here.duty(staffFor(Role.ROLE_AGENT, "v-1"), "v-1", true, 0).getState())
                .isEqualTo("ON");
        assertThat(here.duty(volunteer("v-9"), "v-9", true, 0).getProblem()).isEqualTo("person-not-found");
        assertThat(here.duty(volunteer("v-1"), "v-1", true, here.now).getPointer())
                .isEqualTo("/until");
        assertThat(here.duty(volunteer("v-1"), "v-1", true, here.now + 25 * HOUR)
                        .getPointer())
                .isEqualTo("/until");
    }

    @Test
    void suspend_takesOpenOffersBack_andKeepsCommitments() {
        here.onDuty("v-1");
        String kept = here.accepted("v-1");
        String open = here.order("r-2") + ".1";
        here.offer(open, "v-1", here.now + 2 * HOUR);
        here.approve(staff(Role.ROLE_ADMIN), "v-1", VolunteerState.VOLUNTEER_STATE_SUSPENDED);
        assertThat(here.accept("v-1", open + ".1").getProblem()).isEqualTo("offer-withdrawn");
        assertThat(here.store.calendar("v-1").getHoldsList()).extracting("ref").containsExactly(kept + ".1");
    }

    @Test
    void suspend_endsDuty() {
        here.onDuty("v-1");
        here.approve(staff(Role.ROLE_ADMIN), "v-1", VolunteerState.VOLUNTEER_STATE_SUSPENDED);
        assertThat(here.store.calendar("v-1").getDuty().getOn()).isFalse();
        assertThat(here.approve(staff(Role.ROLE_ADMIN), "v-9", VolunteerState.VOLUNTEER_STATE_APPROVED)
                        .getProblem())
                .isEqualTo("person-not-found");
    }

    private static Paper paper(String code, long untilMs) {
        return Paper.newBuilder().setPaper(code).setUntilMs(untilMs).build();
    }

    private VolunteerFile file(String id) {
        return here.store.profile(id).getVolunteer();
    }

    @Test
    void papersAndConsent_areStaffs_andStandUnderTheNameOfWhoSawThem() {
        here.put(
                volunteer("v-1"),
                profile(
                                "v-1",
                                file -> file.addPapers(paper("insurance", 0))
                                        .setGuardianConsent(GuardianConsent.getDefaultInstance()))
                        .build());
        assertThat(file("v-1").getPapersCount()).isZero();
        assertThat(file("v-1").hasGuardianConsent()).isFalse();
        here.enrol(
                "v-1",
                file -> file.addPapers(paper("insurance", here.now + HOUR))
                        .setGuardianConsent(GuardianConsent.getDefaultInstance()));
        assertThat(file("v-1").getPapers(0).getSeenBy()).isEqualTo("staff-1");
        assertThat(file("v-1").getGuardianConsent().getGivenAtMs()).isEqualTo(here.now);
        here.put(volunteer("v-1"), profile("v-1", file -> {}).build());
        assertThat(file("v-1").getPapersCount()).isEqualTo(1);
        assertThat(file("v-1").hasGuardianConsent()).isTrue();
        assertThat(here.enrol("v-2", file -> file.addPapers(paper("crown", 0))).getProblem())
                .isEqualTo("unknown-paper");
    }

    @Test
    void minor_withoutAGuardiansConsent_isNeverApproved() {
        assertThat(here.enrol("v-1", file -> file.setBirthYear(2010)).getState())
                .isEqualTo("PENDING");
        assertThat(here.approve(staff(Role.ROLE_ADMIN), "v-1", VolunteerState.VOLUNTEER_STATE_APPROVED)
                        .getProblem())
                .isEqualTo("guardian-consent-missing");
        assertThat(here.enrol(
                                "v-1",
                                file -> file.setBirthYear(2010)
                                        .setGuardianConsent(GuardianConsent.getDefaultInstance()))
                        .getState())
                .isEqualTo("APPROVED");
        assertThat(here.duty(volunteer("v-1"), "v-1", true, 0).getState()).isEqualTo("ON");
        assertThat(here.enrol("v-1", file -> file.setBirthYear(2010)).getState())
                .isEqualTo("PENDING");
        assertThat(here.store.calendar("v-1").getDuty().getOn()).isFalse();
    }

    @Test
    void birthYear_ofAMinor_isForStaffToRaise_andStaysWhereNothingIsSaid() {
        here.enrol("v-1", file -> file.setBirthYear(2010).setGuardianConsent(GuardianConsent.getDefaultInstance()));
        Reply older = here.put(
                volunteer("v-1"),
                profile("v-1", file -> file.setBirthYear(1990)).build());
        assertThat(older.getPointer()).isEqualTo("/birthYear");
        here.put(volunteer("v-1"), profile("v-1", file -> {}).build());
        assertThat(file("v-1").getBirthYear()).isEqualTo(2010);
    }

    @Test
    void refused_withAReason_waitsAgainWhenTheyApplyAgain() {
        here.put(volunteer("v-1"), profile("v-1", file -> {}).build());
        Reply refused = here.as(
                staff(Role.ROLE_COMMUNITY),
                command -> command.setApproveVolunteer(ApproveVolunteer.newBuilder()
                        .setVolunteerId("v-1")
                        .setState(VolunteerState.VOLUNTEER_STATE_REFUSED)
                        .setCode("NO_PAPERS")));
        assertThat(refused.getState()).isEqualTo("REFUSED");
        assertThat(file("v-1").getDecisionCode()).isEqualTo("NO_PAPERS");
        assertThat(here.enrol("v-1", file -> {}).getState()).isEqualTo("REFUSED");
        assertThat(here.put(volunteer("v-1"), profile("v-1", file -> {}).build())
                        .getState())
                .isEqualTo("PENDING");
        assertThat(file("v-1").getDecisionCode()).isEmpty();
    }

    @Test
    void guardian_mayOrderForTheResident() {
        here.putResident(staff(Role.ROLE_COMMUNITY), "r-1", file -> file.setGuardian("r-2"));
        assertThat(here.submit(resident("r-2"), "r-1", here.request("talk")).getProblem())
                .isEmpty();
        assertThat(here.submit(resident("r-3"), "r-1", here.request("talk")).getProblem())
                .isEqualTo("not-allowed");
    }
}
