package org.linli.matcher.dispatch;

import java.util.List;
import org.linli.proto.ResidentFile;

/**
 * The book as it was at one moment, as far as a question needs it. Immutable; for any thread.
 *
 * @param visits   of the order that the question is about, as far as they wait
 * @param resident of that order
 * @param standing of that order
 */
record Snapshot(
        Rules rules,
        long nowMs,
        Roster.Still roster,
        List<BookVisit> visits,
        ResidentFile resident,
        Standing standing) {}
