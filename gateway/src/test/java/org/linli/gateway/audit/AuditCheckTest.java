package org.linli.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.linli.proto.Account;
import org.linli.proto.Actor;
import org.linli.proto.Change;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.RateOrder;
import org.linli.proto.Role;

/** What an export holds, and that no line of it can be changed, taken out or moved unnoticed. */
class AuditCheckTest {
    private static final int ENTRIES = 2_345;

    private final List<Entry> log = new ArrayList<>();

    AuditCheckTest() {
        for (int i = 1; i <= ENTRIES; i++) {
            log.add(entry(1, i));
        }
    }

    private static Entry entry(long generation, long sequence) {
        return Entry.newBuilder()
                .setGeneration(generation)
                .setSequence(sequence)
                .setAtMs(1_773_194_400_000L + sequence)
                .setCause(Command.newBuilder()
                        .setActor(Actor.newBuilder()
                                .setSubject("a-1")
                                .setRole(Role.ROLE_AGENT)
                                .setChannel(Channel.CHANNEL_HOTLINE)
                                .setOnBehalfOf("r-1"))
                        .setRateOrder(RateOrder.newBuilder().setOrderId("o-1").setStars(5)))
                .addChanges(Change.newBuilder()
                        .setKey("account:v-1")
                        .setVersion(sequence)
                        .setAfter(Entity.newBuilder()
                                .setAccount(Account.newBuilder().setId("v-1").setEntries(sequence))))
                .build();
    }

    private void read(AuditPlace from, Predicate<Entry> sink) {
        for (Entry entry : log) {
            if (!sink.test(entry)) {
                return;
            }
        }
    }

    private List<String> export(AuditPlace from, AuditPlace to, String behind) {
        List<String> lines = new ArrayList<>();
        AuditExport.run(this::read, "520181", from, to, behind, lines::add);
        return lines;
    }

    private List<String> export() {
        return export(AuditPlace.START, AuditPlace.END, "");
    }

    private static AuditCheck.Verdict check(List<String> lines) {
        try {
            return AuditCheck.of(new BufferedReader(new StringReader(String.join("\n", lines))));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void export_saysWhoDidWhatWhenToWhich_andNothingOfWhatWasSaid() {
        JsonObject line = new JsonObject(export().get(1));
        assertThat(line.getJsonObject("actor"))
                .isEqualTo(new JsonObject()
                        .put("subject", "a-1")
                        .put("role", "AGENT")
                        .put("channel", "HOTLINE")
                        .put("onBehalfOf", "r-1"));
        assertThat(line.getString("what")).isEqualTo("RATE_ORDER");
        assertThat(line.getString("at")).isEqualTo("2026-03-11T02:00:00.001Z");
        JsonObject entity = line.getJsonArray("entities").getJsonObject(0);
        assertThat(entity.getString("key")).isEqualTo("account:v-1");
        assertThat(entity.getLong("entries")).isEqualTo(1);
        assertThat(line.encode()).doesNotContain("stars");
    }

    @Test
    void export_isWhole_andTheSameForEverybody() {
        AuditCheck.Verdict verdict = check(export());
        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.entries()).isEqualTo(ENTRIES);
        assertThat(verdict.last()).isEqualTo(new AuditPlace(1, ENTRIES));
        assertThat(check(export()).chain()).isEqualTo(verdict.chain());
    }

    @Test
    void line_thatIsChangedTakenOutMovedOrAdded_isFound() {
        List<String> changed = export();
        changed.set(700, changed.get(700).replace("a-1", "a-2"));
        assertThat(check(changed).fault()).startsWith("line 701 ");
        List<String> without = export();
        without.remove(700);
        assertThat(check(without).fault()).startsWith("line 701 ");
        List<String> moved = export();
        Collections.swap(moved, 700, 701);
        assertThat(check(moved).fault()).startsWith("line 701 ");
        List<String> twice = export();
        twice.add(700, twice.get(700));
        assertThat(check(twice).fault()).startsWith("line 702 ");
        List<String> garbled = export();
        garbled.set(700, "no JSON");
        assertThat(check(garbled).fault()).startsWith("line 701 ");
    }

    @Test
    void line_takenOutAndChainedAnew_isFoundByItsSequence() {
        log.remove(500);
        assertThat(check(export()).fault()).contains("which does not follow entry 1-500");
    }

    @Test
    void export_cutShort_orOfALogThatCouldNotBeRead_isNotWhole() {
        List<String> lines = export();
        assertThat(check(lines.subList(0, lines.size() - 1)).fault()).contains("no end");
        List<String> broken = new ArrayList<>();
        AuditExport.run(
                (from, sink) -> {
                    read(from, sink);
                    throw new IllegalStateException("the archive is damaged");
                },
                "520181",
                AuditPlace.START,
                AuditPlace.END,
                "",
                broken::add);
        assertThat(check(broken).fault()).contains("could not be read");
    }

    @Test
    void export_whoseBeginningIsMissing_isNotWhole() {
        log.subList(0, 10).clear();
        assertThat(check(export()).fault()).contains("does not follow from 1");
        assertThat(check(export(new AuditPlace(0, 11), AuditPlace.END, "")).fault())
                .isEmpty();
    }

    @Test
    void export_inParts_isOneChain() {
        List<String> lines = export(AuditPlace.START, new AuditPlace(0, 1_500), "");
        AuditCheck.Verdict half = check(lines);
        assertThat(half.entries()).isEqualTo(1_500);
        lines.addAll(export(new AuditPlace(1, 1_501), AuditPlace.END, half.chain()));
        assertThat(check(lines).fault()).isEmpty();
        assertThat(check(lines).entries()).isEqualTo(ENTRIES);
        List<String> gap = export(AuditPlace.START, new AuditPlace(0, 1_500), "");
        gap.addAll(export(new AuditPlace(1, 1_502), AuditPlace.END, half.chain()));
        assertThat(check(gap).fault()).contains("does not follow entry 1-1500");
    }

    @Test
    void generation_thatBeginsEarlierThanTheFormerEnded_follows_andOneThatBeginsLaterDoesNot() {
        log.add(entry(2, ENTRIES - 5));
        log.add(entry(2, ENTRIES - 4));
        assertThat(check(export()).fault()).isEmpty();
        log.add(entry(3, ENTRIES + 2));
        assertThat(check(export()).fault()).contains("does not follow");
    }
}
