package org.linli.gateway.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.gateway.http.Exchange;
import org.linli.proto.Actor;
import org.linli.proto.Command;
import org.linli.proto.ExportedPerson;
import org.linli.proto.OrderPrivate;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.Reading;
import org.linli.proto.RecordExport;
import org.linli.proto.RecordReading;

/**
 * Writes down who reads a person's address or telephone number, before it is told. The same reader of the same thing is
 * written down once an hour: a page that looks again and again tells the person nothing new.
 */
final class ReadingLog {
    private static final Duration ONCE_IN = Duration.ofHours(1);
    /** Whoever is forgotten is written down once more. */
    private static final int MAX_REMEMBERED = 50_000;

    private final Desk desk;
    private final Cache<String, Boolean> written = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(ONCE_IN)
            .build();

    ReadingLog(Desk desk) {
        this.desk = desk;
    }

    /** What of a file is to be written down: that which it holds. */
    static Set<Reading.What> of(ProfilePrivate secrets) {
        Set<Reading.What> what = EnumSet.noneOf(Reading.What.class);
        if (!secrets.getAddress().isEmpty()) {
            what.add(Reading.What.WHAT_ADDRESS);
        }
        if (!secrets.getPhone().isEmpty()) {
            what.add(Reading.What.WHAT_PHONE);
        }
        return what;
    }

    /** The same of an order. */
    static Set<Reading.What> of(OrderPrivate secrets) {
        return of(ProfilePrivate.newBuilder()
                .setAddress(secrets.getAddress())
                .setPhone(secrets.getPhone())
                .build());
    }

    /** Whose address or number a page of a table holds, and which of them. */
    static final class Page {
        private final Map<String, Set<Reading.What>> people = new LinkedHashMap<>();
        private int rows;

        /** One row, of this person. */
        void add(String personId, Set<Reading.What> what) {
            rows++;
            if (!personId.isEmpty() && !what.isEmpty()) {
                people.computeIfAbsent(personId, unknown -> EnumSet.noneOf(Reading.What.class))
                        .addAll(what);
            }
        }

        private RecordExport.Builder record(String kind, String reader) {
            RecordExport.Builder record =
                    RecordExport.newBuilder().setKind(kind).setRows(rows);
            people.forEach((id, what) -> {
                if (!id.equals(reader)) {
                    record.addPeople(ExportedPerson.newBuilder().setPersonId(id).addAllWhat(what));
                }
            });
            return record;
        }
    }

    /**
     * One entry for a page of a table of at most {@value org.linli.gateway.http.Query#MAX_PAGE} rows. Completes once it is
     * durable; at once where the page tells nothing of anybody.
     */
    Future<Void> record(Exchange exchange, Role role, String kind, Page page) {
        Caller caller = exchange.caller();
        List<String> communities = role == Role.COMMUNITY
                ? caller.communities().stream().sorted().toList()
                : List.of(Caller.EVERY_COMMUNITY);
        return record(Registrar.actor(caller, role, caller.subject()), communities, kind, page);
    }

    /** The same by anybody who is no caller, such as the node itself. */
    Future<Void> record(Actor reader, List<String> communities, String kind, Page page) {
        RecordExport.Builder record = page.record(kind, reader.getSubject());
        if (record.getPeopleCount() == 0) {
            return Future.succeededFuture();
        }
        return desk.registrar()
                .submit(Command.newBuilder().setActor(reader).setRecordExport(record.addAllCommunities(communities)))
                .mapEmpty();
    }

    /** Completes once it is durable; at once where there is nothing to write, or who reads is the person. */
    Future<Void> record(Exchange exchange, Role role, String personId, Set<Reading.What> what, String orderId) {
        String reader = exchange.caller().subject();
        String name = reader + '|' + role + '|' + personId + '|' + what + '|' + orderId;
        if (what.isEmpty() || reader.equals(personId) || written.getIfPresent(name) != null) {
            return Future.succeededFuture();
        }
        return desk.registrar()
                .submit(Command.newBuilder()
                        .setActor(Registrar.actor(exchange.caller(), role, personId))
                        .setRecordReading(RecordReading.newBuilder()
                                .setPersonId(personId)
                                .addAllWhat(what)
                                .setOrderId(orderId)))
                .onSuccess(reply -> written.put(name, true))
                .mapEmpty();
    }
}
