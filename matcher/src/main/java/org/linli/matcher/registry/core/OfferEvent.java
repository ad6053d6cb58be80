package org.linli.matcher.registry.core;

/** What can happen to an offer. */
public enum OfferEvent {
    SEE,
    ACCEPT,
    DECLINE,
    LAPSE,
    WITHDRAW,
    HAND_BACK
}
