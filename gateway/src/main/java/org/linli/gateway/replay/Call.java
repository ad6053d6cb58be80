package org.linli.gateway.replay;

import java.time.LocalDateTime;

/** One line of a demand log: where, what, when, and the name of the place as the log says it. */
record Call(double latDeg, double lngDeg, String category, LocalDateTime time, String township) {}
