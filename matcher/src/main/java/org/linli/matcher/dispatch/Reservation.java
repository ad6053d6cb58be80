package org.linli.matcher.dispatch;

import org.linli.proto.Hold;

/**
 * A hold in a volunteer's calendar that is on its way to the store.
 *
 * @param visitId the visit that it is for
 */
record Reservation(String visitId, Hold hold) {}
