package org.linli.matcher.registry.core;

/** What can happen to an order as a whole. */
public enum OrderEvent {
    OPEN,
    REFER,
    REFUSE,
    CANCEL,
    EXPIRE,
    ESCALATE,
    RATE,
    /** A visit of it changed, and the order's state follows from its visits. */
    FOLLOW
}
