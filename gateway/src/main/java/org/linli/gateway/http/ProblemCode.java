package org.linli.gateway.http;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every problem that the API may answer with; its texts stand in {@code problems_en} and {@code problems_zh}. */
public enum ProblemCode {
    MALFORMED_JSON(400),
    IDEMPOTENCY_KEY_MISSING(400),
    NOT_SIGNED_IN(401),
    SIGN_IN_CODE_WRONG(401),
    SIGN_IN_WRONG(401),
    OUTSIDE_SIGN_IN_WRONG(401),
    SIGNED_OUT(401),
    NOT_ALLOWED(403),
    API_KEY_INVALID(403),
    NOT_FOUND(404),
    ORDER_NOT_FOUND(404),
    VISIT_NOT_FOUND(404),
    OFFER_NOT_FOUND(404),
    PERSON_NOT_FOUND(404),
    ACCOUNT_NOT_FOUND(404),
    ACTIVITY_NOT_FOUND(404),
    SERIES_NOT_FOUND(404),
    TEAM_NOT_FOUND(404),
    ORGANISATION_NOT_FOUND(404),
    LATE_NOT_FOUND(404),
    ENTRY_NOT_FOUND(404),
    DEVICE_NOT_FOUND(404),
    API_KEY_NOT_FOUND(404),
    SERVICE_CODE_NOT_FOUND(404),
    JURISDICTION_NOT_FOUND(404),
    TOKEN_NOT_FOUND(404),
    POSITION_NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    OFFER_LAPSED(409),
    OFFER_WITHDRAWN(409),
    VISIT_TAKEN(409),
    OFFER_CLOSED(409),
    OFFER_ALREADY_EXTENDED(409),
    CALENDAR_OVERLAP(409),
    ANSWER_OFFER_FIRST(409),
    NOT_ON_DUTY(409),
    NOT_QUALIFIED(409),
    ILLEGAL_TRANSITION(409),
    ALREADY_CHECKED_OUT(409),
    HAND_BACK_TOO_LATE(409),
    IDEMPOTENCY_KEY_STALE(409),
    ALREADY_POSTED(409),
    LEASE_LOST(409),
    ACTIVITY_FULL(409),
    ACTIVITY_OVER(409),
    SERIES_OVER(409),
    EMERGENCY_RUNNING(409),
    EMERGENCY_OVER(409),
    NOT_CALLED_UP(409),
    VISIT_PAUSED(409),
    TEAM_ASKED(409),
    TEAM_CLOSED(409),
    TEAM_TOO_FEW(409),
    TEAM_PEOPLE_REFUSED(409),
    NOT_A_MEMBER(409),
    STOPS_MISSING(409),
    SIGN_UP_OVER(409),
    NOT_JOINED(409),
    CHECK_IN_CLOSED(409),
    WITNESS_NEEDED(409),
    VOLUNTEER_NOT_APPROVED(409),
    GUARDIAN_CONSENT_MISSING(409),
    STAFF_EXISTS(409),
    API_KEY_EXISTS(409),
    LATE_OWN(409),
    LATE_SECOND_PERSON(409),
    LATE_LIMIT_VOLUNTEER(409),
    LATE_LIMIT_STAFF(409),
    VERSION_MISMATCH(412),
    BODY_TOO_LARGE(413),
    URI_TOO_LONG(414),
    UNSUPPORTED_MEDIA_TYPE(415),
    IDEMPOTENCY_KEY_REUSED(422),
    UNKNOWN_SERVICE(422),
    UNKNOWN_SKILL(422),
    UNKNOWN_PAPER(422),
    UNKNOWN_TIER(422),
    OUTSIDE_REGION(422),
    WINDOW_INVALID(422),
    DURATION_INVALID(422),
    PEOPLE_INVALID(422),
    FIELD_INVALID(422),
    CREDIT_CODE_INVALID(422),
    EVIDENCE_MISSING(422),
    CODE_WRONG(422),
    TOO_FAR_FROM_PLACE(422),
    CLOCK_INVALID(422),
    LATE_TIME(422),
    POLICY_INVALID(422),
    UPGRADE_REQUIRED(426),
    PRECONDITION_REQUIRED(428),
    TOO_MANY_REQUESTS(429),
    HEADERS_TOO_LARGE(431),
    INTERNAL(500),
    OVERLOADED(503),
    OUTCOME_UNKNOWN(503),
    UNAVAILABLE(503);

    private static final Map<String, ProblemCode> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ProblemCode::word, Function.identity()));

    private final int status;
    private final String word;

    ProblemCode(int status) {
        this.status = status;
        this.word = Words.kebab(name());
    }

    public int status() {
        return status;
    }

    /** As in the problem's {@code type}: {@code https://linli.org/problems/<word>}. */
    public String word() {
        return word;
    }

    public static Optional<ProblemCode> find(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
