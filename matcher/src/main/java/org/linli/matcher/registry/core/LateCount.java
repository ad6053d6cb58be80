package org.linli.matcher.registry.core;

import java.time.Instant;
import java.time.LocalDate;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Entity;
import org.linli.proto.LateDay;
import org.linli.proto.LateDays;
import org.linli.proto.LateEntry;

/**
 * The daily limits of late entries: of one volunteer by the day on which it was, of whoever enters them by the day on which
 * they do. What is refused counts no more for the volunteer; who enters has had that try.
 */
record LateCount(Draft draft) {
    /** Longer than the policy lets anybody be late. */
    private static final int KEPT = 64;

    void enter(LateEntry entry) {
        RegionPolicy.Late late = draft.policy().late();
        add(entry.getVolunteerId(), day(entry.getFromMs()), late.visitsPerVolunteer(), "late-limit-volunteer");
        add(draft.actor().getSubject(), day(draft.nowMs()), late.entriesPerStaff(), "late-limit-staff");
    }

    void giveBack(LateEntry entry) {
        change(entry.getVolunteerId(), day(entry.getFromMs()), -1);
    }

    private void add(String personId, int day, int most, String problem) {
        Refusal.unless(count(personId, day) < most, problem, "", most);
        change(personId, day, 1);
    }

    private int count(String personId, int day) {
        return draft.lateDays(personId).getDaysList().stream()
                .filter(one -> one.getDay() == day)
                .mapToInt(LateDay::getCount)
                .findFirst()
                .orElse(0);
    }

    private void change(String personId, int day, int by) {
        LateDays before = draft.lateDays(personId);
        LateDays.Builder after = LateDays.newBuilder().setPersonId(personId);
        before.getDaysList().stream().filter(one -> one.getDay() != day).forEach(after::addDays);
        after.addDays(LateDay.newBuilder().setDay(day).setCount(Math.max(0, count(personId, day) + by)));
        while (after.getDaysCount() > KEPT) {
            after.removeDays(oldest(after));
        }
        draft.put(
                EntityKey.lateDays(personId),
                Entity.newBuilder().setLateDays(after).build());
    }

    private static int oldest(LateDays.Builder days) {
        int oldest = 0;
        for (int i = 1; i < days.getDaysCount(); i++) {
            oldest = days.getDays(i).getDay() < days.getDays(oldest).getDay() ? i : oldest;
        }
        return oldest;
    }

    private int day(long ms) {
        LocalDate date =
                LocalDate.ofInstant(Instant.ofEpochMilli(ms), draft.policy().zone());
        return date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
    }
}
