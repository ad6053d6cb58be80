package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Actor;
import org.linli.proto.Command;
import org.linli.proto.Dispatch;
import org.linli.proto.LateEntry;
import org.linli.proto.Role;
import org.linli.proto.SubmitOrder;
import org.linli.proto.Timer;

/**
 * The keys that a decision will need for certain or nearly so, told from the command alone. What only the entities
 * themselves can tell (who holds an offer) is asked for by the decision; guessing well here saves that second read.
 */
final class Reads {
    private Reads() {}

    static List<String> of(Command command) {
        Set<String> keys = new LinkedHashSet<>();
        Actor actor = command.getActor();
        switch (command.getBodyCase()) {
            case SUBMIT_ORDER -> submit(keys, actor, command.getSubmitOrder());
            case CANCEL_ORDER -> order(keys, command.getCancelOrder().getOrderId());
            case RATE_ORDER -> order(keys, command.getRateOrder().getOrderId());
            case ESCALATE_ORDER -> order(keys, command.getEscalateOrder().getOrderId());
            case REVIEW_ORDER -> order(keys, command.getReviewOrder().getOrderId());
            case ASSIGN_VISIT -> {
                order(keys, command.getAssignVisit().getVisitId());
                candidate(keys, command.getAssignVisit().getVolunteerId());
            }
            case CLAIM_VISIT -> {
                keys.add(EntityKey.EMERGENCY);
                order(keys, command.getClaimVisit().getVisitId());
                candidate(keys, command.getClaimVisit().getVolunteerId());
            }
            case DISPATCH -> dispatch(keys, command.getDispatch());
            case SEE_OFFER -> order(keys, command.getSeeOffer().getOfferId());
            case EXTEND_OFFER -> order(keys, command.getExtendOffer().getOfferId());
            case ACCEPT_OFFER -> answer(keys, actor, command.getAcceptOffer().getOfferId());
            case DECLINE_OFFER -> answer(keys, actor, command.getDeclineOffer().getOfferId());
            case HAND_BACK_OFFER ->
                answer(keys, actor, command.getHandBackOffer().getOfferId());
            case DEPART_VISIT -> order(keys, command.getDepartVisit().getVisitId());
            case CHECK_IN -> order(keys, command.getCheckIn().getVisitId());
            case CHECK_IN_STOP -> order(keys, command.getCheckInStop().getVisitId());
            case CHECK_OUT -> answer(keys, actor, command.getCheckOut().getVisitId());
            case CONFIRM_VISIT -> posting(keys, command.getConfirmVisit().getVisitId());
            case DISPUTE_VISIT -> order(keys, command.getDisputeVisit().getVisitId());
            case RESOLVE_DISPUTE -> posting(keys, command.getResolveDispute().getVisitId());
            case REPORT_NO_SHOW -> order(keys, command.getReportNoShow().getVisitId());
            case PUT_PROFILE ->
                keys.add(EntityKey.profile(command.getPutProfile().getProfile().getId()));
            case APPROVE_VOLUNTEER ->
                volunteer(keys, command.getApproveVolunteer().getVolunteerId());
            case SET_DUTY -> volunteer(keys, command.getSetDuty().getVolunteerId());
            case PUBLISH_POLICY -> keys.add(EntityKey.POLICY);
            case FIRE_TIMER -> timer(keys, command.getFireTimer().getTimer());
            case PUBLISH_ACTIVITY ->
                activity(keys, command.getPublishActivity().getActivity().getId());
            case JOIN_ACTIVITY -> keys.addAll(SignUp.keys(command.getJoinActivity()));
            case LEAVE_ACTIVITY -> {
                activity(keys, command.getLeaveActivity().getActivityId());
                keys.add(EntityKey.calendar(command.getLeaveActivity().getPersonId()));
            }
            case CHECK_IN_ACTIVITY ->
                activity(keys, command.getCheckInActivity().getActivityId());
            case CHECK_OUT_ACTIVITY ->
                activity(keys, command.getCheckOutActivity().getActivityId());
            case CLOSE_ACTIVITY -> activity(keys, command.getCloseActivity().getActivityId());
            case CANCEL_ACTIVITY -> activity(keys, command.getCancelActivity().getActivityId());
            case CONFIRM_ACTIVITY -> activity(keys, command.getConfirmActivity().getActivityId());
            case DISPUTE_ACTIVITY -> activity(keys, command.getDisputeActivity().getActivityId());
            case RESOLVE_ACTIVITY -> activity(keys, command.getResolveActivity().getActivityId());
            case BEGIN_SESSION ->
                keys.add(EntityKey.access(command.getBeginSession().getSubject()));
            case REFRESH_SESSION ->
                keys.add(EntityKey.access(command.getRefreshSession().getSubject()));
            case END_SESSIONS ->
                keys.add(EntityKey.access(command.getEndSessions().getSubject()));
            case PUT_STAFF -> keys.add(EntityKey.access(command.getPutStaff().getSubject()));
            case ANSWER_DISPUTE -> order(keys, command.getAnswerDispute().getVisitId());
            case ENTER_LATE -> late(keys, actor, command.getEnterLate().getEntry());
            case DECIDE_LATE -> {
                keys.add(EntityKey.late(command.getDecideLate().getLateId()));
                keys.add(EntityKey.lateScan(command.getDecideLate().getLateId()));
            }
            case RECORD_EXPORT ->
                command.getRecordExport().getPeopleList().stream()
                        .limit(ReadingDecisions.MOST_PEOPLE)
                        .forEach(person -> keys.add(EntityKey.exports(person.getPersonId())));
            case RECORD_READING ->
                keys.add(EntityKey.readings(command.getRecordReading().getPersonId()));
            case CANCEL_SERIES ->
                keys.add(EntityKey.series(command.getCancelSeries().getSeriesId()));
            case CHANGE_SERIES_TIME ->
                keys.add(EntityKey.series(command.getChangeSeriesTime().getSeriesId()));
            case CLAIM_MESSAGE ->
                keys.add(EntityKey.messages(command.getClaimMessage().getOrderId()));
            case SETTLE_MESSAGE ->
                keys.add(EntityKey.messages(command.getSettleMessage().getOrderId()));
            case BIND_NUMBER ->
                keys.add(EntityKey.messages(command.getBindNumber().getOrderId()));
            case RELEASE_NUMBER ->
                keys.add(EntityKey.messages(command.getReleaseNumber().getOrderId()));
            case ADVANCE_WEBHOOK ->
                keys.add(EntityKey.webhook(command.getAdvanceWebhook().getName()));
            case REGISTER_DEVICE -> {
                keys.add(
                        EntityKey.device(command.getRegisterDevice().getDevice().getId()));
                keys.add(EntityKey.profile(
                        command.getRegisterDevice().getDevice().getResidentId()));
            }
            case REVOKE_DEVICE ->
                keys.add(EntityKey.device(command.getRevokeDevice().getDeviceId()));
            case PRESS_BUTTON -> {
                keys.add(EntityKey.device(command.getPressButton().getDeviceId()));
                order(keys, command.getPressButton().getOrderId());
            }
            case NOTE_DEVICE ->
                keys.add(EntityKey.device(command.getNoteDevice().getDeviceId()));
            case ADD_API_KEY -> keys.add(EntityKey.apiKey(command.getAddApiKey().getId()));
            case REVOKE_API_KEY ->
                keys.add(EntityKey.apiKey(command.getRevokeApiKey().getId()));
            case BEGIN_EMERGENCY, CHANGE_EMERGENCY, END_EMERGENCY -> keys.add(EntityKey.EMERGENCY);
            case CALL_UP_RESERVES -> {
                keys.add(EntityKey.EMERGENCY);
                keys.addAll(CallUpDecisions.keys(command.getCallUpReserves()));
            }
            case ANSWER_CALL_UP -> {
                keys.add(EntityKey.EMERGENCY);
                volunteer(keys, command.getAnswerCallUp().getVolunteerId());
            }
            case PUT_ORGANISATION ->
                keys.add(EntityKey.organisation(
                        command.getPutOrganisation().getOrganisation().getId()));
            case PUT_TEAM -> {
                keys.add(EntityKey.team(command.getPutTeam().getTeam().getId()));
                keys.add(EntityKey.profile(command.getPutTeam().getTeam().getLeaderId()));
            }
            case INVITE_TO_TEAM -> {
                keys.add(EntityKey.team(command.getInviteToTeam().getTeamId()));
                command.getInviteToTeam().getPersonIdsList().stream()
                        .limit(TeamDecisions.MOST_PEOPLE)
                        .forEach(person -> keys.add(EntityKey.profile(person)));
            }
            case JOIN_TEAM -> {
                keys.add(EntityKey.team(command.getJoinTeam().getTeamId()));
                keys.add(EntityKey.profile(command.getJoinTeam().getPersonId()));
            }
            case LEAVE_TEAM -> keys.add(EntityKey.team(command.getLeaveTeam().getTeamId()));
            case OFFER_TO_TEAM -> {
                order(keys, command.getOfferToTeam().getOrderId());
                keys.add(EntityKey.team(command.getOfferToTeam().getTeamId()));
            }
            case ACCEPT_TEAM_OFFER -> {
                order(keys, command.getAcceptTeamOffer().getOfferId());
                command.getAcceptTeamOffer().getPeopleList().stream()
                        .limit(RequestCheck.MOST_PEOPLE)
                        .forEach(person -> candidate(keys, person));
            }
            case DECLINE_TEAM_OFFER -> order(keys, command.getDeclineTeamOffer().getOfferId());
            case BODY_NOT_SET -> {}
        }
        return new ArrayList<>(keys);
    }

    /** The keys of a dispatch, known before any of them is read. */
    static Set<String> of(Dispatch dispatch) {
        Set<String> keys = new LinkedHashSet<>();
        dispatch(keys, dispatch);
        return keys;
    }

    private static void order(Set<String> keys, String orderOrPart) {
        keys.add(EntityKey.order(Ids.orderOf(orderOrPart)));
    }

    private static void activity(Set<String> keys, String activityId) {
        keys.add(EntityKey.activity(activityId));
    }

    private static void volunteer(Set<String> keys, String volunteerId) {
        keys.add(EntityKey.calendar(volunteerId));
        keys.add(EntityKey.profile(volunteerId));
    }

    /** Somebody who is to get a visit: with the account, for tier and points. */
    private static void candidate(Set<String> keys, String volunteerId) {
        volunteer(keys, volunteerId);
        keys.add(EntityKey.account(volunteerId));
    }

    private static void submit(Set<String> keys, Actor actor, SubmitOrder submit) {
        order(keys, submit.getOrderId());
        if (actor.getRole() == Role.ROLE_RESIDENT && !actor.getSubject().equals(submit.getResidentId())) {
            keys.add(EntityKey.profile(submit.getResidentId()));
        }
    }

    private static void late(Set<String> keys, Actor actor, LateEntry entry) {
        keys.add(EntityKey.late(entry.getId()));
        keys.add(EntityKey.lateScan(entry.getId()));
        keys.add(EntityKey.lateDays(entry.getVolunteerId()));
        keys.add(EntityKey.lateDays(actor.getSubject()));
        keys.add(EntityKey.profile(entry.getVolunteerId()));
        if (!entry.hasRequest()) {
            order(keys, entry.getVisitId());
        }
    }

    private static void answer(Set<String> keys, Actor actor, String part) {
        order(keys, part);
        String volunteer = Permissions.personOf(actor);
        if (!volunteer.isEmpty()) {
            keys.add(EntityKey.calendar(volunteer));
        }
    }

    private static void posting(Set<String> keys, String visitId) {
        order(keys, visitId);
        keys.add(EntityKey.posting(visitId));
    }

    private static void dispatch(Set<String> keys, Dispatch dispatch) {
        if (dispatch.getOffersCount() + dispatch.getInvitationsCount() > 0) {
            keys.add(EntityKey.EMERGENCY);
        }
        dispatch.getWithdrawalsList().forEach(withdrawal -> order(keys, withdrawal.getOfferId()));
        dispatch.getOffersList().forEach(offer -> {
            order(keys, offer.getVisitId());
            candidate(keys, offer.getVolunteerId());
        });
        dispatch.getInvitationsList().forEach(invitation -> order(keys, invitation.getVisitId()));
        dispatch.getTeamOffersList().forEach(offer -> {
            order(keys, offer.getOrderId());
            keys.add(EntityKey.team(offer.getTeamId()));
        });
    }

    private static void timer(Set<String> keys, Timer timer) {
        switch (timer.getKind()) {
            case KIND_OFFER_LAPSE, KIND_SEATS_DEADLINE, KIND_LOOK_DUE, KIND_TEAM_OFFER_LAPSE ->
                order(keys, timer.getSubject());
            case KIND_ORDER_EXPIRE, KIND_INVITATION_END -> {
                order(keys, timer.getSubject());
                keys.add(EntityKey.EMERGENCY);
            }
            case KIND_EMERGENCY -> keys.add(EntityKey.EMERGENCY);
            case KIND_CONFIRM_DEFAULT -> posting(keys, timer.getSubject());
            case KIND_DUTY_END -> keys.add(EntityKey.calendar(timer.getSubject()));
            case KIND_ACTIVITY -> activity(keys, timer.getSubject());
            case KIND_SERIES -> keys.add(EntityKey.series(timer.getSubject()));
            case KIND_UNSPECIFIED, UNRECOGNIZED -> {}
        }
    }
}
