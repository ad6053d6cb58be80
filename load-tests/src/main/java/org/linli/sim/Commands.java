package org.linli.sim;

import com.google.protobuf.ByteString;
import java.util.List;
import org.linli.domain.Ids;
import org.linli.proto.AcceptOffer;
import org.linli.proto.Activity;
import org.linli.proto.Actor;
import org.linli.proto.AnswerCallUp;
import org.linli.proto.AssignVisit;
import org.linli.proto.BeginEmergency;
import org.linli.proto.CallUpReserves;
import org.linli.proto.CancelActivity;
import org.linli.proto.CancelOrder;
import org.linli.proto.CancelSeries;
import org.linli.proto.ChangeEmergency;
import org.linli.proto.ChangeSeriesTime;
import org.linli.proto.Channel;
import org.linli.proto.CheckIn;
import org.linli.proto.CheckInActivity;
import org.linli.proto.CheckOut;
import org.linli.proto.ClaimVisit;
import org.linli.proto.CloseActivity;
import org.linli.proto.Command;
import org.linli.proto.ConfirmActivity;
import org.linli.proto.ConfirmVisit;
import org.linli.proto.DeclineOffer;
import org.linli.proto.DeclineReason;
import org.linli.proto.DepartVisit;
import org.linli.proto.DisputeVisit;
import org.linli.proto.Duty;
import org.linli.proto.EmergencyKind;
import org.linli.proto.EndEmergency;
import org.linli.proto.Evidence;
import org.linli.proto.ExtendOffer;
import org.linli.proto.HandBackOffer;
import org.linli.proto.JoinActivity;
import org.linli.proto.LeaveActivity;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Place;
import org.linli.proto.Presence;
import org.linli.proto.Priority;
import org.linli.proto.Profile;
import org.linli.proto.PublishActivity;
import org.linli.proto.PutProfile;
import org.linli.proto.ResidentFile;
import org.linli.proto.ResolveDispute;
import org.linli.proto.ReviewOrder;
import org.linli.proto.Role;
import org.linli.proto.SeeOffer;
import org.linli.proto.SetDuty;
import org.linli.proto.SubmitOrder;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;

/** What the people of the simulation say. */
final class Commands {
    private Commands() {}

    /** Within three kilometres of the county's centre, the same for the same name. */
    static Place placeOf(String name) {
        int hash = Ids.patternOf(name).hashCode() * 0x9E3779B1;
        return Place.newBuilder()
                .setLatE7(265_560_000 + (hash % 200_000))
                .setLngE7(1_064_600_000 + (Integer.rotateLeft(hash, 13) % 200_000))
                .build();
    }

    static ByteString codeOf(String orderId) {
        return ByteString.copyFromUtf8("code " + Ids.patternOf(orderId));
    }

    static Command.Builder by(Role role, String subject) {
        return Command.newBuilder()
                .setActor(Actor.newBuilder().setRole(role).setSubject(subject).setChannel(Channel.CHANNEL_WEB));
    }

    private static Command.Builder volunteer(String id) {
        return by(Role.ROLE_VOLUNTEER, id);
    }

    static Command enrol(String id) {
        VolunteerFile file = VolunteerFile.newBuilder()
                .setHome(placeOf(id))
                .setBirthYear(1980)
                .setReserve(true)
                .addLanguages("zh")
                .build();
        return by(Role.ROLE_COMMUNITY, "c-north")
                .setPutProfile(PutProfile.newBuilder()
                        .setApproved(true)
                        .setProfile(Profile.newBuilder().setId(id).setVolunteer(file)))
                .build();
    }

    static Command moveIn(String id) {
        return by(Role.ROLE_COMMUNITY, "c-north")
                .setPutProfile(PutProfile.newBuilder()
                        .setProfile(Profile.newBuilder().setId(id).setResident(ResidentFile.getDefaultInstance())))
                .build();
    }

    static Command duty(String id, boolean on, long untilMs) {
        return volunteer(id)
                .setSetDuty(SetDuty.newBuilder()
                        .setVolunteerId(id)
                        .setDuty(Duty.newBuilder().setOn(on).setUntilMs(untilMs)))
                .build();
    }

    /** @param windowMs how long from now the visit may still end */
    static Command order(
            String resident, String orderId, String service, int people, int minutes, long nowMs, long windowMs) {
        OrderRequest request = OrderRequest.newBuilder()
                .setService(service)
                .setLocation(placeOf(orderId))
                .setDurationMinutes(minutes)
                .setPeople(people)
                .setCommunity((orderId.hashCode() & 1) == 0 ? "north" : "south")
                .setWindow(Window.newBuilder().setStartMs(nowMs).setEndMs(nowMs + windowMs))
                .build();
        return by(Role.ROLE_RESIDENT, resident)
                .setSubmitOrder(SubmitOrder.newBuilder()
                        .setOrderId(orderId)
                        .setResidentId(resident)
                        .setRequest(request)
                        .setCodeDigest(codeOf(orderId)))
                .build();
    }

    /** Every so many days from now on. */
    static Command repeat(String resident, String orderId, int days, long nowMs) {
        Command.Builder order = order(resident, orderId, "talk", 1, 30, nowMs, 3_600_000L).toBuilder();
        order.getSubmitOrderBuilder().getRequestBuilder().setRepeat("FREQ=DAILY;INTERVAL=" + days);
        return order.build();
    }

    static Command beginEmergency(String id, Priority bar, List<String> communities, long untilMs) {
        return by(Role.ROLE_DISPATCHER, "d-1")
                .setBeginEmergency(BeginEmergency.newBuilder()
                        .setId(id)
                        .setKind(EmergencyKind.EMERGENCY_KIND_STORM)
                        .setTextZh("storm")
                        .setPausedBelow(bar)
                        .addAllCommunities(communities)
                        .setUntilMs(untilMs))
                .build();
    }

    static Command extendEmergency(String id, long untilMs) {
        return by(Role.ROLE_DISPATCHER, "d-1")
                .setChangeEmergency(ChangeEmergency.newBuilder().setId(id).setUntilMs(untilMs))
                .build();
    }

    static Command endEmergency(String id) {
        return by(Role.ROLE_DISPATCHER, "d-1")
                .setEndEmergency(EndEmergency.newBuilder().setId(id))
                .build();
    }

    static Command callUp(String emergency, List<String> volunteers) {
        return by(Role.ROLE_DISPATCHER, "d-1")
                .setCallUpReserves(
                        CallUpReserves.newBuilder().setEmergencyId(emergency).addAllVolunteers(volunteers))
                .build();
    }

    static Command answerCallUp(String id, String emergency, boolean yes) {
        return volunteer(id)
                .setAnswerCallUp(AnswerCallUp.newBuilder()
                        .setEmergencyId(emergency)
                        .setVolunteerId(id)
                        .setYes(yes))
                .build();
    }

    static Command cancelSeries(String resident, String seriesId, CancelSeries.Scope scope, int day) {
        return by(Role.ROLE_RESIDENT, resident)
                .setCancelSeries(CancelSeries.newBuilder()
                        .setSeriesId(seriesId)
                        .setScope(scope)
                        .setDay(day))
                .build();
    }

    static Command changeTime(String resident, String seriesId, CancelSeries.Scope scope, int day, int minute) {
        return by(Role.ROLE_RESIDENT, resident)
                .setChangeSeriesTime(ChangeSeriesTime.newBuilder()
                        .setSeriesId(seriesId)
                        .setScope(scope)
                        .setDay(day)
                        .setStartMinute(minute))
                .build();
    }

    static Command cancel(String resident, String orderId) {
        return by(Role.ROLE_RESIDENT, resident)
                .setCancelOrder(CancelOrder.newBuilder().setOrderId(orderId).setReason("no longer needed"))
                .build();
    }

    static Command see(String id, String offerId) {
        return volunteer(id)
                .setSeeOffer(SeeOffer.newBuilder().setOfferId(offerId))
                .build();
    }

    static Command accept(String id, String offerId) {
        return volunteer(id)
                .setAcceptOffer(AcceptOffer.newBuilder().setOfferId(offerId))
                .build();
    }

    static Command decline(String id, String offerId) {
        return volunteer(id)
                .setDeclineOffer(
                        DeclineOffer.newBuilder().setOfferId(offerId).setReason(DeclineReason.DECLINE_REASON_NOT_NOW))
                .build();
    }

    static Command extend(String id, String offerId) {
        return volunteer(id)
                .setExtendOffer(ExtendOffer.newBuilder().setOfferId(offerId))
                .build();
    }

    static Command handBack(String id, String offerId) {
        return volunteer(id)
                .setHandBackOffer(
                        HandBackOffer.newBuilder().setOfferId(offerId).setReason(DeclineReason.DECLINE_REASON_OTHER))
                .build();
    }

    static Command claim(String id, String visitId) {
        return volunteer(id)
                .setClaimVisit(ClaimVisit.newBuilder()
                        .setVisitId(visitId)
                        .setVolunteerId(id)
                        .setFrom(placeOf(id)))
                .build();
    }

    static Command depart(String id, String visitId) {
        return volunteer(id)
                .setDepartVisit(DepartVisit.newBuilder().setVisitId(visitId))
                .build();
    }

    static Command checkIn(String id, String visitId, String orderId) {
        Presence presence = Presence.newBuilder()
                .setLocation(placeOf(orderId))
                .addEvidence(
                        Evidence.newBuilder().setKind(Evidence.Kind.KIND_CODE).setDigest(codeOf(orderId)))
                .build();
        return volunteer(id)
                .setCheckIn(CheckIn.newBuilder().setVisitId(visitId).setPresence(presence))
                .build();
    }

    static Command checkOut(String id, String visitId, String orderId) {
        return volunteer(id)
                .setCheckOut(CheckOut.newBuilder()
                        .setVisitId(visitId)
                        .setPresence(Presence.newBuilder().setLocation(placeOf(orderId))))
                .build();
    }

    static Command confirm(String resident, String visitId) {
        return by(Role.ROLE_RESIDENT, resident)
                .setConfirmVisit(ConfirmVisit.newBuilder().setVisitId(visitId))
                .build();
    }

    static Command dispute(String resident, String visitId) {
        return by(Role.ROLE_RESIDENT, resident)
                .setDisputeVisit(DisputeVisit.newBuilder().setVisitId(visitId).setReason("too short"))
                .build();
    }

    static Command resolve(String visitId, boolean annul) {
        return by(Role.ROLE_REVIEWER, "reviewer")
                .setResolveDispute(ResolveDispute.newBuilder()
                        .setVisitId(visitId)
                        .setUphold(annul)
                        .setReason("heard both"))
                .build();
    }

    static Command review(String orderId) {
        return by(Role.ROLE_DISPATCHER, "d-1")
                .setReviewOrder(ReviewOrder.newBuilder()
                        .setOrderId(orderId)
                        .setOutcome(OrderState.ORDER_STATE_OPEN)
                        .setReason("seen"))
                .build();
    }

    private static Command.Builder leader() {
        return by(Role.ROLE_LEADER, "l-1");
    }

    static Command publish(String activityId, int places, int fewest, long startMs, long endMs) {
        return leader().setPublishActivity(PublishActivity.newBuilder()
                        .setActivity(Activity.newBuilder()
                                .setId(activityId)
                                .setLeaderId("l-1")
                                .setTitle("clean-up")
                                .setLocation(placeOf(activityId))
                                .setPlaces(places)
                                .setFewest(fewest)
                                .setWindow(
                                        Window.newBuilder().setStartMs(startMs).setEndMs(endMs))))
                .build();
    }

    static Command join(String id, String activityId) {
        return volunteer(id)
                .setJoinActivity(
                        JoinActivity.newBuilder().setActivityId(activityId).setPersonId(id))
                .build();
    }

    static Command leave(String id, String activityId) {
        return volunteer(id)
                .setLeaveActivity(
                        LeaveActivity.newBuilder().setActivityId(activityId).setPersonId(id))
                .build();
    }

    /** By the code that the leader shows at that time. */
    static Command arrive(String id, String activityId, long nowMs) {
        return volunteer(id)
                .setCheckInActivity(CheckInActivity.newBuilder()
                        .setActivityId(activityId)
                        .addPersonIds(id)
                        .setCodeStep(nowMs / 30_000)
                        .setPresence(Presence.newBuilder().setLocation(placeOf(activityId))))
                .build();
    }

    static Command checkInAll(String activityId, List<String> ids) {
        return leader().setCheckInActivity(
                        CheckInActivity.newBuilder().setActivityId(activityId).addAllPersonIds(ids))
                .build();
    }

    static Command close(String activityId) {
        return leader().setCloseActivity(CloseActivity.newBuilder().setActivityId(activityId))
                .build();
    }

    static Command callOff(String activityId) {
        return leader().setCancelActivity(
                        CancelActivity.newBuilder().setActivityId(activityId).setReason("rain"))
                .build();
    }

    static Command confirmAll(String activityId) {
        return by(Role.ROLE_COMMUNITY, "c-north")
                .setConfirmActivity(ConfirmActivity.newBuilder().setActivityId(activityId))
                .build();
    }

    static Command assign(String visitId, String volunteerId, long startMs) {
        return by(Role.ROLE_DISPATCHER, "d-1")
                .setAssignVisit(AssignVisit.newBuilder()
                        .setVisitId(visitId)
                        .setVolunteerId(volunteerId)
                        .setStartMs(startMs)
                        .setReason("knows her"))
                .build();
    }
}
