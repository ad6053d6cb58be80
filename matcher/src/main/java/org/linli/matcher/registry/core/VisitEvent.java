package org.linli.matcher.registry.core;

/** What can happen to a visit. */
public enum VisitEvent {
    OFFER,
    INVITE,
    /** By an accepted offer, a claim or by hand: always with an accepted offer. */
    ASSIGN,
    /** The offer or invitation ended without a volunteer. */
    RELEASE,
    DEPART,
    CHECK_IN,
    CHECK_OUT,
    /** It took place without a network, as two people of the staff say. */
    LATE,
    HAND_BACK,
    NO_SHOW,
    CONFIRM,
    DISPUTE,
    ANNUL,
    CANCEL,
    EXPIRE
}
