package org.linli.matcher.registry.core;

import org.linli.proto.Command;
import org.linli.proto.Reply;

/** Which family of rules decides which command. */
final class Families {
    private Families() {}

    static Reply apply(Draft draft, Command command) {
        return switch (command.getBodyCase()) {
            case SUBMIT_ORDER -> OrderDecisions.submit(draft, command.getSubmitOrder());
            case REVIEW_ORDER -> LookDecisions.review(draft, command.getReviewOrder());
            case CANCEL_ORDER -> OrderDecisions.cancel(draft, command.getCancelOrder());
            case RATE_ORDER -> OrderDecisions.rate(draft, command.getRateOrder());
            case ESCALATE_ORDER -> OrderDecisions.escalate(draft, command.getEscalateOrder());
            case ASSIGN_VISIT -> AssignDecisions.byHand(draft, command.getAssignVisit());
            case CLAIM_VISIT -> AssignDecisions.claim(draft, command.getClaimVisit());
            case DISPATCH -> DispatchDecisions.dispatch(draft, command.getDispatch());
            case SEE_OFFER -> OfferDecisions.see(draft, command.getSeeOffer());
            case ACCEPT_OFFER -> OfferDecisions.accept(draft, command.getAcceptOffer());
            case DECLINE_OFFER -> OfferDecisions.decline(draft, command.getDeclineOffer());
            case EXTEND_OFFER -> OfferDecisions.extend(draft, command.getExtendOffer());
            case HAND_BACK_OFFER -> OfferDecisions.handBack(draft, command.getHandBackOffer());
            case DEPART_VISIT -> VisitDecisions.depart(draft, command.getDepartVisit());
            case CHECK_IN -> VisitDecisions.checkIn(draft, command.getCheckIn());
            case CHECK_IN_STOP -> StopDecisions.checkIn(draft, command.getCheckInStop());
            case CHECK_OUT -> VisitDecisions.checkOut(draft, command.getCheckOut());
            case REPORT_NO_SHOW -> VisitDecisions.noShow(draft, command.getReportNoShow());
            case CONFIRM_VISIT -> ConfirmDecisions.confirm(draft, command.getConfirmVisit());
            case DISPUTE_VISIT -> ConfirmDecisions.dispute(draft, command.getDisputeVisit());
            case RESOLVE_DISPUTE -> ConfirmDecisions.resolve(draft, command.getResolveDispute());
            case PUT_PROFILE -> ProfileDecisions.put(draft, command.getPutProfile());
            case APPROVE_VOLUNTEER -> PersonDecisions.approve(draft, command.getApproveVolunteer());
            case SET_DUTY -> PersonDecisions.duty(draft, command.getSetDuty());
            case PUBLISH_POLICY -> PolicyDecisions.publish(draft, command.getPublishPolicy());
            case FIRE_TIMER -> TimerDecisions.fire(draft, command.getFireTimer().getTimer());
            case PUBLISH_ACTIVITY -> ActivityDecisions.publish(draft, command.getPublishActivity());
            case JOIN_ACTIVITY -> SignUp.join(draft, command.getJoinActivity());
            case LEAVE_ACTIVITY -> SignUp.leave(draft, command.getLeaveActivity());
            case CHECK_IN_ACTIVITY -> Attendance.checkIn(draft, command.getCheckInActivity());
            case CHECK_OUT_ACTIVITY -> Attendance.checkOut(draft, command.getCheckOutActivity());
            case CLOSE_ACTIVITY -> ActivityDecisions.close(draft, command.getCloseActivity());
            case CANCEL_ACTIVITY -> ActivityDecisions.cancel(draft, command.getCancelActivity());
            case CONFIRM_ACTIVITY -> ActivityHours.confirm(draft, command.getConfirmActivity());
            case DISPUTE_ACTIVITY -> ActivityHours.dispute(draft, command.getDisputeActivity());
            case RESOLVE_ACTIVITY -> ActivityHours.resolve(draft, command.getResolveActivity());
            case BEGIN_SESSION -> SessionDecisions.begin(draft, command.getBeginSession());
            case REFRESH_SESSION -> SessionDecisions.refresh(draft, command.getRefreshSession());
            case END_SESSIONS -> SessionDecisions.end(draft, command.getEndSessions());
            case PUT_STAFF -> StaffDecisions.put(draft, command.getPutStaff());
            case ENTER_LATE -> LateDecisions.enter(draft, command.getEnterLate());
            case DECIDE_LATE -> LateDecisions.decide(draft, command.getDecideLate());
            case RECORD_EXPORT -> ReadingDecisions.export(draft, command.getRecordExport());
            case ANSWER_DISPUTE -> ConfirmDecisions.answer(draft, command.getAnswerDispute());
            case RECORD_READING -> ReadingDecisions.record(draft, command.getRecordReading());
            case CANCEL_SERIES -> SeriesDecisions.cancel(draft, command.getCancelSeries());
            case CHANGE_SERIES_TIME -> SeriesDecisions.changeTime(draft, command.getChangeSeriesTime());
            case CLAIM_MESSAGE -> MessageDecisions.claim(draft, command.getClaimMessage());
            case SETTLE_MESSAGE -> MessageDecisions.settle(draft, command.getSettleMessage());
            case BIND_NUMBER -> NumberDecisions.bind(draft, command.getBindNumber());
            case RELEASE_NUMBER -> NumberDecisions.release(draft, command.getReleaseNumber());
            case ADVANCE_WEBHOOK -> WebhookDecisions.advance(draft, command.getAdvanceWebhook());
            case REGISTER_DEVICE -> DeviceDecisions.register(draft, command.getRegisterDevice());
            case REVOKE_DEVICE -> DeviceDecisions.revoke(draft, command.getRevokeDevice());
            case PRESS_BUTTON -> DeviceDecisions.press(draft, command.getPressButton());
            case NOTE_DEVICE -> DeviceDecisions.note(draft, command.getNoteDevice());
            case ADD_API_KEY -> ApiKeyDecisions.add(draft, command.getAddApiKey());
            case REVOKE_API_KEY -> ApiKeyDecisions.revoke(draft, command.getRevokeApiKey());
            case BEGIN_EMERGENCY -> EmergencyDecisions.begin(draft, command.getBeginEmergency());
            case CHANGE_EMERGENCY -> EmergencyDecisions.change(draft, command.getChangeEmergency());
            case END_EMERGENCY -> EmergencyDecisions.end(draft, command.getEndEmergency());
            case CALL_UP_RESERVES -> CallUpDecisions.callUp(draft, command.getCallUpReserves());
            case ANSWER_CALL_UP -> CallUpDecisions.answer(draft, command.getAnswerCallUp());
            case PUT_ORGANISATION -> OrganisationDecisions.put(draft, command.getPutOrganisation());
            case PUT_TEAM -> TeamDecisions.put(draft, command.getPutTeam());
            case INVITE_TO_TEAM -> TeamDecisions.invite(draft, command.getInviteToTeam());
            case JOIN_TEAM -> TeamDecisions.join(draft, command.getJoinTeam());
            case LEAVE_TEAM -> TeamDecisions.leave(draft, command.getLeaveTeam());
            case OFFER_TO_TEAM -> TeamOfferDecisions.byHand(draft, command.getOfferToTeam());
            case ACCEPT_TEAM_OFFER -> TeamOfferDecisions.accept(draft, command.getAcceptTeamOffer());
            case DECLINE_TEAM_OFFER -> TeamOfferDecisions.decline(draft, command.getDeclineTeamOffer());
            case BODY_NOT_SET -> throw Refusal.of("field-invalid", "command", "has no body");
        };
    }
}
