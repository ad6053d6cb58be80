package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Entity;
import org.linli.proto.Reading;
import org.linli.proto.Readings;
import org.linli.proto.RecordReading;
import org.linli.proto.Reply;

/** That somebody read a person's address or telephone number is written down, for that person to see. */
final class ReadingDecisions {
    /** What a person may want to look through; the log keeps all. */
    static final int MOST_READINGS = 200;

    private ReadingDecisions() {}

    static Reply record(Draft draft, RecordReading record) {
        Refusal.unless(Ids.isPerson(record.getPersonId()), "field-invalid", "/person", record.getPersonId());
        Fields.between(record.getWhatCount(), 1, 2, "/what");
        Readings before = draft.readings(record.getPersonId());
        List<Reading> readings = new ArrayList<>(before.getReadingsList());
        readings.add(Reading.newBuilder()
                .setReader(draft.actor().getSubject())
                .setRole(draft.actor().getRole())
                .setChannel(draft.actor().getChannel())
                .addAllWhat(record.getWhatList())
                .setOrderId(record.getOrderId())
                .setAtMs(draft.nowMs())
                .build());
        Readings after = Readings.newBuilder()
                .setPersonId(record.getPersonId())
                .addAllReadings(readings.subList(Math.max(0, readings.size() - MOST_READINGS), readings.size()))
                .build();
        draft.put(
                EntityKey.readings(record.getPersonId()),
                Entity.newBuilder().setReadings(after).build());
        return Reply.newBuilder().setId(record.getPersonId()).build();
    }
}
