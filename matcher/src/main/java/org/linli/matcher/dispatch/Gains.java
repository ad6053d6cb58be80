package org.linli.matcher.dispatch;

import org.jspecify.annotations.Nullable;

/** Whether a volunteer can do more than before, so that what waits near is worth another look. */
final class Gains {
    private Gains() {}

    static boolean freed(@Nullable BookVolunteer before, BookVolunteer after) {
        if (!after.isAvailable()) {
            return false;
        }
        return before == null
                || !before.isAvailable()
                || after.openOffers() < before.openOffers()
                || after.calendar().getHoldsCount() < before.calendar().getHoldsCount()
                || after.known().tierRank() != before.known().tierRank()
                || !after.calendar().getDuty().equals(before.calendar().getDuty())
                || !after.file().equals(before.file());
    }
}
