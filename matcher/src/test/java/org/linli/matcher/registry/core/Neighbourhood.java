package org.linli.matcher.registry.core;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.Consumer;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.AcceptOffer;
import org.linli.proto.Actor;
import org.linli.proto.ApproveVolunteer;
import org.linli.proto.AssignVisit;
import org.linli.proto.CancelOrder;
import org.linli.proto.Channel;
import org.linli.proto.CheckIn;
import org.linli.proto.CheckOut;
import org.linli.proto.ClaimVisit;
import org.linli.proto.Command;
import org.linli.proto.ConfirmVisit;
import org.linli.proto.DeclineOffer;
import org.linli.proto.DeclineReason;
import org.linli.proto.DepartVisit;
import org.linli.proto.Dispatch;
import org.linli.proto.DisputeVisit;
import org.linli.proto.Duty;
import org.linli.proto.EscalateOrder;
import org.linli.proto.Evidence;
import org.linli.proto.ExtendOffer;
import org.linli.proto.FireTimer;
import org.linli.proto.HandBackOffer;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Place;
import org.linli.proto.Presence;
import org.linli.proto.Profile;
import org.linli.proto.ProposedInvitation;
import org.linli.proto.ProposedOffer;
import org.linli.proto.PublishPolicy;
import org.linli.proto.PutProfile;
import org.linli.proto.RateOrder;
import org.linli.proto.Reply;
import org.linli.proto.ReportNoShow;
import org.linli.proto.ResidentFile;
import org.linli.proto.ResolveDispute;
import org.linli.proto.ReviewOrder;
import org.linli.proto.Role;
import org.linli.proto.SeeOffer;
import org.linli.proto.SetDuty;
import org.linli.proto.SubmitOrder;
import org.linli.proto.Timer;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;
import org.linli.proto.Window;
import org.linli.proto.Withdrawal;

/** A small place with a clock, in which people do things: each call is one command at the present moment. */
final class Neighbourhood {
    static final long MINUTE = 60_000L;
    static final long HOUR = 60 * MINUTE;
    /** A Wednesday, 10:00 in Qingzhen. */
    static final long START = 1_773_194_400_000L;

    static final Place CENTRE = place(26.5560, 106.4707);
    static final ByteString CODE = ByteString.copyFromUtf8("code-4711");

    final ModelStore store;
    long now = START;
    private int orders;

    Neighbourhood() {
        this(PolicyReader.defaultFor("520181"));
    }

    Neighbourhood(RegionPolicy policy) {
        store = new ModelStore(policy);
    }

    static Place place(double lat, double lng) {
        return Place.newBuilder()
                .setLatE7((int) Math.round(lat * 1e7))
                .setLngE7((int) Math.round(lng * 1e7))
                .build();
    }

    static Actor actor(Role role, String subject) {
        return Actor.newBuilder()
                .setRole(role)
                .setSubject(subject)
                .setChannel(Channel.CHANNEL_WEB)
                .build();
    }

    static Actor resident(String id) {
        return actor(Role.ROLE_RESIDENT, id);
    }

    static Actor volunteer(String id) {
        return actor(Role.ROLE_VOLUNTEER, id);
    }

    static Actor staff(Role role) {
        return actor(role, "staff-1");
    }

    static Actor staffFor(Role role, String person) {
        return staff(role).toBuilder().setOnBehalfOf(person).build();
    }

    static Actor engine() {
        return Actor.newBuilder()
                .setRole(Role.ROLE_SYSTEM)
                .setChannel(Channel.CHANNEL_ENGINE)
                .build();
    }

    static Window window(long startMs, long endMs) {
        return Window.newBuilder().setStartMs(startMs).setEndMs(endMs).build();
    }

    void pass(long ms) {
        now += ms;
    }

    Reply as(Actor actor, Consumer<Command.Builder> body) {
        Command.Builder command = Command.newBuilder().setActor(actor);
        body.accept(command);
        return store.submit(command.build(), now);
    }

    // People

    Reply enrol(String id, Consumer<VolunteerFile.Builder> file) {
        VolunteerFile.Builder volunteer =
                VolunteerFile.newBuilder().setHome(CENTRE).setBirthYear(1980).addLanguages("zh");
        file.accept(volunteer);
        return put(
                staff(Role.ROLE_COMMUNITY),
                PutProfile.newBuilder()
                        .setApproved(true)
                        .setProfile(Profile.newBuilder().setId(id).setVolunteer(volunteer))
                        .build());
    }

    /** An approved volunteer on duty for eight hours. */
    void onDuty(String... ids) {
        for (String id : ids) {
            enrol(id, file -> {});
            duty(volunteer(id), id, true, 0);
        }
    }

    Reply put(Actor actor, PutProfile put) {
        return as(actor, command -> command.setPutProfile(put));
    }

    Reply putResident(Actor actor, String id, Consumer<ResidentFile.Builder> file) {
        ResidentFile.Builder resident = ResidentFile.newBuilder();
        file.accept(resident);
        return put(
                actor,
                PutProfile.newBuilder()
                        .setProfile(Profile.newBuilder().setId(id).setResident(resident))
                        .build());
    }

    Reply approve(Actor actor, String id, VolunteerState state) {
        return as(
                actor,
                command -> command.setApproveVolunteer(
                        ApproveVolunteer.newBuilder().setVolunteerId(id).setState(state)));
    }

    Reply duty(Actor actor, String id, boolean on, long untilMs) {
        return as(
                actor,
                command -> command.setSetDuty(SetDuty.newBuilder()
                        .setVolunteerId(id)
                        .setDuty(Duty.newBuilder().setOn(on).setUntilMs(untilMs))));
    }

    // Orders

    OrderRequest.Builder request(String service) {
        return OrderRequest.newBuilder()
                .setService(service)
                .setLocation(CENTRE)
                .setDurationMinutes(60)
                .setWindow(window(now, now + 4 * HOUR));
    }

    /** A talk of an hour within the next four, ordered by the resident. */
    String order(String residentId) {
        Reply reply = submit(resident(residentId), residentId, request("talk"));
        if (!reply.getProblem().isEmpty()) {
            throw new AssertionError(reply);
        }
        return reply.getId();
    }

    Reply submit(Actor actor, String residentId, OrderRequest.Builder request) {
        orders++;
        return submit(actor, String.format("520181-order-%08d", orders), residentId, request);
    }

    Reply submit(Actor actor, String orderId, String residentId, OrderRequest.Builder request) {
        return as(
                actor,
                command -> command.setSubmitOrder(SubmitOrder.newBuilder()
                        .setOrderId(orderId)
                        .setResidentId(residentId)
                        .setRequest(request)
                        .setCodeDigest(CODE)));
    }

    Reply cancel(Actor actor, String orderId) {
        return as(
                actor,
                command -> command.setCancelOrder(
                        CancelOrder.newBuilder().setOrderId(orderId).setReason("no longer needed")));
    }

    Reply rate(Actor actor, String orderId, int stars) {
        return as(
                actor,
                command -> command.setRateOrder(
                        RateOrder.newBuilder().setOrderId(orderId).setStars(stars)));
    }

    Reply escalate(Actor actor, String orderId) {
        return as(
                actor,
                command -> command.setEscalateOrder(
                        EscalateOrder.newBuilder().setOrderId(orderId).setReason("waiting")));
    }

    Reply review(Actor actor, String orderId, OrderState outcome) {
        return as(
                actor,
                command -> command.setReviewOrder(ReviewOrder.newBuilder()
                        .setOrderId(orderId)
                        .setOutcome(outcome)
                        .setReferredTo("120")
                        .setReason("seen")));
    }

    Reply assign(Actor actor, String visitId, String volunteerId, long startMs) {
        return as(
                actor,
                command -> command.setAssignVisit(AssignVisit.newBuilder()
                        .setVisitId(visitId)
                        .setVolunteerId(volunteerId)
                        .setStartMs(startMs)
                        .setReason("knows her")));
    }

    Reply claim(String visitId, String volunteerId) {
        return as(
                volunteer(volunteerId),
                command -> command.setClaimVisit(
                        ClaimVisit.newBuilder().setVisitId(visitId).setVolunteerId(volunteerId)));
    }

    // Dispatch

    ProposedOffer.Builder proposal(String visitId, String volunteerId, long startMs) {
        return ProposedOffer.newBuilder()
                .setVisitId(visitId)
                .setVolunteerId(volunteerId)
                .setWindow(window(startMs, startMs + HOUR))
                .setTravelSeconds(300)
                .setOrigin("insert");
    }

    Reply dispatch(Consumer<Dispatch.Builder> parts) {
        Dispatch.Builder dispatch = Dispatch.newBuilder();
        parts.accept(dispatch);
        return as(engine(), command -> command.setDispatch(dispatch));
    }

    Reply offer(String visitId, String volunteerId) {
        return offer(visitId, volunteerId, now + 5 * MINUTE);
    }

    Reply offer(String visitId, String volunteerId, long startMs) {
        return dispatch(parts -> parts.addOffers(proposal(visitId, volunteerId, startMs)));
    }

    Reply withdraw(String offerId) {
        return dispatch(parts ->
                parts.addWithdrawals(Withdrawal.newBuilder().setOfferId(offerId).setReason("better")));
    }

    Reply invite(String visitId, String... volunteers) {
        return dispatch(parts -> parts.addInvitations(
                ProposedInvitation.newBuilder().setVisitId(visitId).addAllVolunteers(List.of(volunteers))));
    }

    // Answers

    Reply see(String volunteerId, String offerId) {
        return as(
                volunteer(volunteerId),
                command -> command.setSeeOffer(SeeOffer.newBuilder().setOfferId(offerId)));
    }

    Reply accept(String volunteerId, String offerId) {
        return accept(volunteer(volunteerId), offerId);
    }

    Reply accept(Actor actor, String offerId) {
        return as(
                actor,
                command -> command.setAcceptOffer(AcceptOffer.newBuilder().setOfferId(offerId)));
    }

    Reply decline(String volunteerId, String offerId, DeclineReason reason) {
        return as(
                volunteer(volunteerId),
                command -> command.setDeclineOffer(
                        DeclineOffer.newBuilder().setOfferId(offerId).setReason(reason)));
    }

    Reply extend(String volunteerId, String offerId) {
        return as(
                volunteer(volunteerId),
                command -> command.setExtendOffer(ExtendOffer.newBuilder().setOfferId(offerId)));
    }

    Reply handBack(String volunteerId, String offerId, DeclineReason reason) {
        return as(
                volunteer(volunteerId),
                command -> command.setHandBackOffer(
                        HandBackOffer.newBuilder().setOfferId(offerId).setReason(reason)));
    }

    // Visits

    /** An order of r-1 that the volunteer has accepted; gives the visit's id. */
    String accepted(String volunteerId) {
        String visit = order("r-1") + ".1";
        offer(visit, volunteerId);
        accept(volunteerId, visit + ".1");
        return visit;
    }

    /** The same, checked in on the spot with the code. */
    String onSite(String volunteerId) {
        String visit = accepted(volunteerId);
        checkIn(volunteer(volunteerId), visit, presence(CENTRE, code(CODE)));
        return visit;
    }

    /** The same, checked out after 50 minutes. */
    String done(String volunteerId) {
        String visit = onSite(volunteerId);
        pass(50 * MINUTE);
        checkOut(volunteer(volunteerId), visit, presence(CENTRE));
        return visit;
    }

    Reply depart(String volunteerId, String visitId) {
        return as(
                volunteer(volunteerId),
                command -> command.setDepartVisit(DepartVisit.newBuilder().setVisitId(visitId)));
    }

    static Evidence.Builder code(ByteString digest) {
        return Evidence.newBuilder().setKind(Evidence.Kind.KIND_CODE).setDigest(digest);
    }

    static Evidence.Builder evidence(Evidence.Kind kind) {
        return Evidence.newBuilder().setKind(kind).setDigest(ByteString.copyFromUtf8("digest"));
    }

    static Presence.Builder presence(Place place, Evidence.Builder... evidence) {
        Presence.Builder presence = Presence.newBuilder().setLocation(place);
        List.of(evidence).forEach(presence::addEvidence);
        return presence;
    }

    Reply checkIn(Actor actor, String visitId, Presence.Builder presence) {
        return as(
                actor,
                command -> command.setCheckIn(
                        CheckIn.newBuilder().setVisitId(visitId).setPresence(presence)));
    }

    Reply checkOut(Actor actor, String visitId, Presence.Builder presence) {
        return as(
                actor,
                command -> command.setCheckOut(
                        CheckOut.newBuilder().setVisitId(visitId).setPresence(presence)));
    }

    Reply noShow(Actor actor, String visitId) {
        return as(
                actor,
                command -> command.setReportNoShow(ReportNoShow.newBuilder().setVisitId(visitId)));
    }

    Reply confirm(Actor actor, String visitId, int minutes) {
        return as(
                actor,
                command -> command.setConfirmVisit(
                        ConfirmVisit.newBuilder().setVisitId(visitId).setMinutes(minutes)));
    }

    Reply dispute(Actor actor, String visitId) {
        return as(
                actor,
                command -> command.setDisputeVisit(
                        DisputeVisit.newBuilder().setVisitId(visitId).setReason("nobody came")));
    }

    Reply resolve(Actor actor, String visitId, boolean uphold, int minutes) {
        return as(
                actor,
                command -> command.setResolveDispute(ResolveDispute.newBuilder()
                        .setVisitId(visitId)
                        .setUphold(uphold)
                        .setMinutes(minutes)
                        .setReason("heard both")));
    }

    Reply fire(Timer.Kind kind, String subject) {
        return as(
                engine(),
                command -> command.setFireTimer(FireTimer.newBuilder()
                        .setTimer(Timer.newBuilder().setKind(kind).setSubject(subject))));
    }

    Reply publish(Actor actor, String yaml) {
        return as(
                actor,
                command -> command.setPublishPolicy(PublishPolicy.newBuilder().setYaml(yaml)));
    }
}
