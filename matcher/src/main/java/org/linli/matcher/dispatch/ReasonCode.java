package org.linli.matcher.dispatch;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linli.proto.Reason;
import org.linli.solver.score.Qualification;

/** What the engine can say about a pair of visit and volunteer, or about a visit that nobody serves. */
public enum ReasonCode {
    // Why this one.

    /** Minutes of travel. */
    TRAVEL_MINUTES("travel-minutes"),
    /** Has served this resident before. */
    SAME_PERSON("same-person"),
    /** Came the last time, to a visit that comes again. */
    SERVED_LAST("served-last"),
    /** The resident named this volunteer. */
    PREFERRED("preferred"),
    /** Has the skill in ref, at the level that the visit needs. */
    SKILL_MATCH("skill-match", Refers.SKILL),
    /** Has the paper in ref, which the service asks for. */
    PAPER_MATCH("paper-match", Refers.PAPER),
    /** Speaks the language in ref, which the resident needs. */
    LANGUAGE_MATCH("language-match", Refers.LANGUAGE),
    /** The tier in ref counts for a vulnerable resident. */
    TIER_PREFERRED("tier-preferred", Refers.TIER),
    /** Of the order's own or a partner community. */
    OWN_COMMUNITY("own-community"),
    /** Hours since the last offer. */
    WAITING_VOLUNTEER("waiting-volunteer"),
    /** The only one near who qualifies. */
    ONLY_CANDIDATE("only-candidate"),
    /** Soft points by which the next best, in ref, was worse when it was chosen. */
    RUNNER_UP_BY("runner-up-by", Refers.PERSON),
    /** Took the visit from the list. */
    CLAIMED("claimed"),
    /** Staff gave the visit by hand. */
    BY_HAND("by-hand"),
    /** The leader of the team that took the order named this volunteer. */
    NAMED_BY_LEADER("named-by-leader"),
    /** Members of the team who can come then. */
    TEAM_ABLE("team-able"),
    /** Minutes that a member of the team has served on average in the last 7 days. */
    TEAM_SERVED("team-served"),
    /** The order names the team, or its organisation. */
    TEAM_WISHED("team-wished"),

    // Why not this one, though nothing forbids it.

    /** Soft points by which this one is worse than the chosen. */
    WORSE_BY("worse-by"),
    /** Soft points by which this one would be better now than the one who has the offer. */
    BETTER_NOW("better-now"),
    /** Seconds further away. */
    FURTHER_AWAY("further-away"),
    /** Seconds that the visit would start later. */
    STARTS_LATER("starts-later"),
    /** Minutes given more over the last 7 days. */
    MORE_LOAD("more-load"),
    /** Hours waited less for an offer. */
    WAITED_LESS("waited-less"),
    NOT_KNOWN("not-known"),
    NOT_NAMED("not-named"),
    /** Rare skills that others may need. */
    RARE_SKILL_KEPT("rare-skill-kept"),
    /** Steps lower on the ladder, for a vulnerable resident. */
    LOWER_STANDING("lower-standing"),
    OTHER_COMMUNITY("other-community"),

    // What forbids it.

    NOT_APPROVED("not-approved"),
    /** Minutes since the volunteer went off duty; 0 where that is not known. */
    OFF_DUTY("off-duty"),
    /** Missing levels of the skill in ref. */
    SKILL_MISSING("skill-missing", Refers.SKILL),
    /** Has not shown the paper in ref, or it has ended. */
    PAPER_MISSING(Qualification.PAPER_MISSING, Refers.PAPER),
    /** Ranks below what is asked for. */
    TIER_BELOW("tier-below"),
    MINOR_ALONE("minor-alone"),
    LANGUAGE_MISSING("language-missing", Refers.LANGUAGE),
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
    /** Seconds that a commitment or a planned visit is in the way by. */
    OVERLAP("overlap"),
    /** Seconds by which several people would not start as they should. */
    SIBLING_GAP("sibling-gap"),
    DECLINED_BEFORE("declined-before"),
    LAPSED_BEFORE("lapsed-before"),
    HANDED_BACK_BEFORE("handed-back-before"),
    /** Offers that the volunteer has not answered yet, as many as one may have. */
    OPEN_OFFER("open-offer"),

    // How a visit stands that nobody has.

    /** Minutes of travel of the nearest who may be planned; 0 where there is nobody at all. */
    NOBODY_NEAR("nobody-near"),
    /** How many orders wait before this one, because the book is full. */
    BOOK_FULL("book-full"),
    /** An emergency has it wait, for so many minutes at most. */
    PAUSED("paused"),
    /** How many orders are planned before this one. */
    NOT_PLANNED_YET("not-planned-yet"),
    /** How many were invited to claim it. */
    LISTED("listed"),

    // The smallest changes that would turn it.

    /** Would fit with a latest end so many minutes later. */
    MINUTES_LATER("minutes-later"),
    /** Would fit if the volunteer, in ref where several are meant, went so many metres further. */
    METERS_FURTHER("meters-further", Refers.PERSON),
    /** Would fit if so many levels less of the skill in ref were asked for. */
    WITHOUT_SKILL("without-skill", Refers.SKILL),
    VERIFY_SKILL("verify-skill", Refers.SKILL),
    /** Would fit if the volunteer showed the paper in ref. */
    SHOW_PAPER("show-paper", Refers.PAPER),
    LOWER_TIER("lower-tier", Refers.TIER),
    WITHOUT_LANGUAGE("without-language", Refers.LANGUAGE),
    ANY_GENDER("any-gender"),
    /** Would fit if the volunteer stayed on duty so many minutes longer. */
    LONGER_DUTY("longer-duty", Refers.PERSON),
    /** Would fit if what is in the way ended so many minutes earlier. */
    FREE_EARLIER("free-earlier"),
    /** Minutes of travel of somebody off duty who would fit. */
    ASK_ON_DUTY("ask-on-duty", Refers.PERSON),
    /** Offers to answer first. */
    ANSWER_OFFER("answer-offer", Refers.PERSON),
    ASK_AGAIN("ask-again", Refers.PERSON),
    /** Would be chosen if so many metres nearer. */
    IF_NEARER("if-nearer"),
    /** Would be chosen if the resident asked for this volunteer. */
    IF_NAMED("if-named"),
    /** Would no longer be chosen if so many metres further. */
    IF_FURTHER("if-further");

    /** What a reason's reference names. */
    public enum Refers {
        NOTHING,
        SKILL,
        /** An insurance, a training and the like, of the policy. */
        PAPER,
        LANGUAGE,
        TIER,
        /** A volunteer, whose name only staff may read. */
        PERSON
    }

    private static final Map<String, ReasonCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ReasonCode::code, Function.identity()));

    private final String code;
    private final Refers refers;

    ReasonCode(String code) {
        this(code, Refers.NOTHING);
    }

    ReasonCode(String code, Refers refers) {
        this.code = code;
        this.refers = refers;
    }

    /** The word on the wire. */
    public String code() {
        return code;
    }

    public Refers refers() {
        return refers;
    }

    /** What a reason's reference names; nothing for a code that is not known here. */
    public static Refers refersOf(String code) {
        ReasonCode known = BY_CODE.get(code);
        return known == null ? Refers.NOTHING : known.refers;
    }

    static @Nullable ReasonCode find(String code) {
        return BY_CODE.get(code);
    }

    public Reason of(long amount) {
        return of(amount, "");
    }

    public Reason of(long amount, String ref) {
        return Reason.newBuilder().setCode(code).setAmount(amount).setRef(ref).build();
    }
}
