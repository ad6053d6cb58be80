package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Entity;
import org.linli.proto.ExportedPerson;
import org.linli.proto.Exports;
import org.linli.proto.Reading;
import org.linli.proto.Readings;
import org.linli.proto.RecordExport;
import org.linli.proto.RecordReading;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/** That somebody read a person's address or telephone number is written down, for that person to see. */
final class ReadingDecisions {
    /** What a person may want to look through; the log keeps all. */
    static final int MOST_READINGS = 200;

    private ReadingDecisions() {}

    /** A page of a table. */
    static final int MOST_PEOPLE = 200;
    /** Of each person, so that the entry of a page of people stays below 400 kB. */
    static final int MOST_EXPORTS = 20;

    private static final int MOST_COMMUNITIES = 64;
    private static final int MOST_KIND = 32;
    /** Whoever takes the same table again within the hour learns nothing new. */
    private static final long ONCE_IN_MS = 3_600_000L;

    /** Everybody who stands on the page is told who took it; one entry says how many they were. */
    static Reply export(Draft draft, RecordExport record) {
        Fields.text(record.getKind(), "/kind", 1, MOST_KIND);
        Fields.between(record.getPeopleCount(), 1, MOST_PEOPLE, "/people");
        Fields.between(record.getCommunitiesCount(), 0, MOST_COMMUNITIES, "/communities");
        draft.need(record.getPeopleList().stream()
                .map(person -> EntityKey.exports(person.getPersonId()))
                .toList());
        record.getPeopleList().forEach(person -> export(draft, record.getKind(), person));
        return Reply.newBuilder().setId(record.getKind()).build();
    }

    private static void export(Draft draft, String kind, ExportedPerson person) {
        String id = person.getPersonId();
        Refusal.unless(Ids.isPerson(id), "field-invalid", "/person", id);
        Fields.between(person.getWhatCount(), 1, 2, "/what");
        Reading reading = reading(draft, person.getWhatList()).setTable(kind).build();
        List<Reading> exports = new ArrayList<>(draft.exports(id).getExportsList());
        if (exports.stream().anyMatch(before -> isSame(before, reading))) {
            return;
        }
        if (reading.getRole() == Role.ROLE_SYSTEM) {
            exports.removeIf(before -> isOfTheSame(before, reading));
        }
        exports.add(reading);
        Exports after = Exports.newBuilder()
                .setPersonId(id)
                .addAllExports(exports.subList(Math.max(0, exports.size() - MOST_EXPORTS), exports.size()))
                .build();
        draft.put(EntityKey.exports(id), Entity.newBuilder().setExports(after).build());
    }

    /** The node takes out a sheet each hour; the log has each, the person the last, beside what people took. */
    private static boolean isOfTheSame(Reading before, Reading now) {
        return before.toBuilder().setAtMs(now.getAtMs()).build().equals(now);
    }

    private static boolean isSame(Reading before, Reading now) {
        return now.getAtMs() - before.getAtMs() < ONCE_IN_MS && isOfTheSame(before, now);
    }

    private static Reading.Builder reading(Draft draft, List<Reading.What> what) {
        return Reading.newBuilder()
                .setReader(draft.actor().getSubject())
                .setRole(draft.actor().getRole())
                .setChannel(draft.actor().getChannel())
                .addAllWhat(what)
                .setAtMs(draft.nowMs());
    }

    static Reply record(Draft draft, RecordReading record) {
        Refusal.unless(Ids.isPerson(record.getPersonId()), "field-invalid", "/person", record.getPersonId());
        Fields.between(record.getWhatCount(), 1, 2, "/what");
        add(draft, record.getPersonId(), record.getWhatList(), record.getOrderId());
        return Reply.newBuilder().setId(record.getPersonId()).build();
    }

    /** Of the actor, now; the person's readings have been read. */
    static void add(Draft draft, String personId, List<Reading.What> what, String orderId) {
        List<Reading> readings = new ArrayList<>(draft.readings(personId).getReadingsList());
        readings.add(reading(draft, what).setOrderId(orderId).build());
        Readings after = Readings.newBuilder()
                .setPersonId(personId)
                .addAllReadings(readings.subList(Math.max(0, readings.size() - MOST_READINGS), readings.size()))
                .build();
        draft.put(
                EntityKey.readings(personId),
                Entity.newBuilder().setReadings(after).build());
    }
}
