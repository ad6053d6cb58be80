package org.linli.matcher.dispatch;

/** Volunteers by slot, and where they are: the roster, or a still picture of it. */
interface Volunteers {
    BookVolunteer get(int slot);

    Whereabouts whereabouts();
}
