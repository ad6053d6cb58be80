package org.linli.matcher.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Age;
import org.linli.proto.Calendar;
import org.linli.proto.Place;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;

/**
 * What has been told of each volunteer: file, calendar and tier by the log, the last fix by the positions. A volunteer of
 * the book is made of them. Used on one loop.
 */
final class KnownVolunteers {
    private final Map<String, VolunteerFile> files = new HashMap<>();
    private final Map<String, Calendar> calendars = new HashMap<>();
    private final Map<String, String> tiers = new HashMap<>();
    private final Map<String, Place> fixes = new HashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();

    void file(String id, VolunteerFile file) {
        files.put(id, file);
        touched.add(id);
    }

    void calendar(String id, Calendar calendar) {
        calendars.put(id, calendar);
        touched.add(id);
    }

    void tier(String id, String tier) {
        if (!tier.equals(tiers.put(id, tier))) {
            touched.add(id);
        }
    }

    void fix(String id, Place place) {
        fixes.put(id, place);
    }

    @Nullable
    Place fix(String id) {
        return fixes.get(id);
    }

    /** Everybody is to be made anew. */
    void touchAll() {
        touched.addAll(files.keySet());
    }

    /** Those of whom something was told since this was last asked, in the order of the telling. */
    List<String> takeTouched() {
        List<String> ids = new ArrayList<>(touched);
        touched.clear();
        return ids;
    }

    /** The volunteer as of now, with the route that the roster has; null for one who has no file. */
    @Nullable
    BookVolunteer make(String id, Roster roster, Rules rules, long nowMs) {
        VolunteerFile file = files.get(id);
        if (file == null) {
            return null;
        }
        Calendar calendar = calendars.getOrDefault(id, Calendar.getDefaultInstance());
        BookVolunteer before = roster.find(id);
        Window window =
                WorkingWindow.of(file, calendar.getDuty(), rules.policy().zone(), nowMs);
        BookVolunteer.Known known = new BookVolunteer.Known(
                roster.slotOf(id), id, file, calendar, tierRank(id, file, rules, nowMs), place(id, file));
        return new BookVolunteer(
                known,
                rules,
                window,
                before == null ? List.of() : before.route(),
                before == null ? List.of() : stillReserved(before, calendar),
                before == null ? 0 : before.routeVersion() + 1);
    }

    private @Nullable Place place(String id, VolunteerFile file) {
        Place fix = fixes.get(id);
        return fix != null || !file.hasHome() ? fix : file.getHome();
    }

    /** Nobody under 18 stands on the ladder. */
    private int tierRank(String id, VolunteerFile file, Rules rules, long nowMs) {
        int year = Instant.ofEpochMilli(nowMs).atZone(rules.policy().zone()).getYear();
        if (Age.isMinor(file.getBirthYear(), year)) {
            return -1;
        }
        String tier = tiers.getOrDefault(id, "");
        return rules.policy().tierRank(tier.isEmpty() ? rules.policy().startTier() : tier);
    }

    /** A reservation is over as soon as the calendar holds the offer itself. */
    private static List<Reservation> stillReserved(BookVolunteer before, Calendar calendar) {
        return before.reserved().stream()
                .filter(reservation -> calendar.getHoldsList().stream()
                        .noneMatch(hold -> hold.getRef().startsWith(reservation.visitId() + '.')))
                .toList();
    }

    /** Forgets what the log told; where people are it does not tell. */
    void clear() {
        files.clear();
        calendars.clear();
        tiers.clear();
        touched.clear();
    }
}
