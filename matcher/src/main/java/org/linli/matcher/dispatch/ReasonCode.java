package org.linli.matcher.dispatch;

import org.linli.proto.Reason;

/** What the engine can say about a pair of visit and volunteer, or about a visit that nobody serves. */
public enum ReasonCode {
    /** Minutes of travel. */
    TRAVEL_MINUTES("travel-minutes"),
    /** Has served this resident before. */
    SAME_PERSON("same-person"),
    /** The resident named this volunteer. */
    PREFERRED("preferred"),
    /** Has the skill in ref, which the visit needs. */
    SKILL_MATCH("skill-match"),
    /** Speaks the language in ref, which the resident needs. */
    LANGUAGE_MATCH("language-match"),
    /** The tier in ref counts for a vulnerable resident. */
    TIER_PREFERRED("tier-preferred"),
    /** Of the order's own or a partner community. */
    OWN_COMMUNITY("own-community"),
    /** Hours since the last offer. */
    WAITING_VOLUNTEER("waiting-volunteer"),
    /** The only one near who qualifies. */
    ONLY_CANDIDATE("only-candidate"),
    /** Soft points by which the next best, in ref, is worse. */
    RUNNER_UP_BY("runner-up-by"),
    /** Soft points by which this one is worse than the chosen. */
    WORSE_BY("worse-by"),

    NOT_APPROVED("not-approved"),
    OFF_DUTY("off-duty"),
    /** Missing levels of the skill in ref. */
    SKILL_MISSING("skill-missing"),
    /** Ranks below what is asked for. */
    TIER_BELOW("tier-below"),
    MINOR_ALONE("minor-alone"),
    LANGUAGE_MISSING("language-missing"),
    OTHER_GENDER("gender"),
    BLOCKED_PAIR("blocked"),
    /** The volunteer asked for it. */
    OWN_ORDER("own-order"),
    SAME_ORDER("same-order"),
    /** Seconds beyond the volunteer's longest way. */
    TOO_FAR("too-far"),
    /** Seconds by which the visit would end after duty or shift. */
    OFF_SHIFT("off-shift"),
    /** Seconds by which the visit would end after the latest end. */
    TOO_LATE("too-late"),
    /** Seconds that a commitment would be missed by. */
    OVERLAP("overlap"),
    /** Seconds by which several people would not start as they should. */
    SIBLING_GAP("sibling-gap"),
    DECLINED_BEFORE("declined-before"),
    LAPSED_BEFORE("lapsed-before"),
    HANDED_BACK_BEFORE("handed-back-before"),
    OPEN_OFFER("open-offer"),
    NOBODY_NEAR("nobody-near"),
    /** The place of the visit among those that wait. */
    BOOK_FULL("book-full"),
    NOT_PLANNED_YET("not-planned-yet"),

    /** Would fit with a latest end so many minutes later. */
    MINUTES_LATER("minutes-later"),
    /** Would fit if the volunteer in ref went so many metres further. */
    METERS_FURTHER("meters-further"),
    WITHOUT_SKILL("without-skill"),
    VERIFY_SKILL("verify-skill"),
    LOWER_TIER("lower-tier"),
    WITHOUT_LANGUAGE("without-language"),
    ANY_GENDER("any-gender"),
    ASK_ON_DUTY("ask-on-duty"),
    ANSWER_OFFER("answer-offer"),
    ASK_AGAIN("ask-again");

    private final String code;

    ReasonCode(String code) {
        this.code = code;
    }

    /** The word on the wire. */
    public String code() {
        return code;
    }

    public Reason of(long amount) {
        return of(amount, "");
    }

    public Reason of(long amount, String ref) {
        return Reason.newBuilder().setCode(code).setAmount(amount).setRef(ref).build();
    }
}
