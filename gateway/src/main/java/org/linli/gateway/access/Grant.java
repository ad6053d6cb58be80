package org.linli.gateway.access;

/** How far a role reaches on a route; each includes those before it only where {@link Access} says so. */
public enum Grant {
    /** Not at all. */
    NONE,
    /** What is one's own: oneself, one's relatives, what one is assigned to or was offered. */
    OWN,
    /** What belongs to the communities that the token names. */
    SCOPE,
    /** Everything in the region. */
    ALL
}
