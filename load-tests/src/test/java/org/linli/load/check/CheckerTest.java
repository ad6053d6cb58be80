package org.linli.load.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Entry;

class CheckerTest {
    private static final int CHANGES = 3_000;

    private final Checker checker = new Checker(new KnownPolicies(PolicyReader.defaultYaml("520181")));
    private final List<Happening> history = SyntheticHistory.of(CHANGES, 2);

    private List<Invariant> broken() {
        return checker.check(history).violations().stream()
                .map(Violation::invariant)
                .distinct()
                .toList();
    }

    private int lastOf(Class<? extends Happening> kind) {
        for (int i = history.size() - 1; i >= 0; i--) {
            if (kind.isInstance(history.get(i))) {
                return i;
            }
        }
        throw new AssertionError("no " + kind);
    }

    @Test
    void soundHistory_isSound_andWasLookedAt() {
        Findings findings = checker.check(history);
        assertThat(findings.violations()).isEmpty();
        assertThat(findings.tested(Invariant.REPLAY)).isGreaterThanOrEqualTo(CHANGES);
        assertThat(findings.tested(Invariant.ACKNOWLEDGED)).isEqualTo(CHANGES);
        assertThat(findings.tested(Invariant.PUSHED)).isGreaterThanOrEqualTo(CHANGES);
    }

    @Test
    void lostEntry_isAnAcknowledgedCommandLost() {
        history.remove(lastOf(Happening.Logged.class));
        assertThat(broken()).contains(Invariant.ACKNOWLEDGED, Invariant.PUSHED);
    }

    @Test
    void changedEntry_isNotWhatTheCoreDecides() {
        int last = lastOf(Happening.Logged.class);
        Entry.Builder entry = ((Happening.Logged) history.get(last)).entry().toBuilder();
        entry.getChangesBuilder(0)
                .getAfterBuilder()
                .getCalendarBuilder()
                .getDutyBuilder()
                .setMaxTravelMinutes(31);
        history.set(last, new Happening.Logged(entry.build()));
        assertThat(broken()).containsExactly(Invariant.REPLAY);
    }

    @Test
    void anotherReplyKept_isAnotherAnswer() {
        int last = lastOf(Happening.Kept.class);
        Happening.Kept kept = (Happening.Kept) history.get(last);
        history.set(
                last,
                new Happening.Kept(
                        kept.request(),
                        kept.bodyHash(),
                        kept.reply().toBuilder().setState("OFF").build()));
        assertThat(broken()).containsExactly(Invariant.ONE_ANSWER);
    }

    @Test
    void framesTheWrongWayRound_breakTheStream() {
        List<Happening> turned = new ArrayList<>(history);
        int last = lastOf(Happening.Framed.class);
        int before = last - 1;
        while (!(turned.get(before) instanceof Happening.Framed framed)
                || framed.connection() != ((Happening.Framed) turned.get(last)).connection()) {
            before--;
        }
        history.set(last, turned.get(before));
        history.set(before, turned.get(last));
        assertThat(broken()).contains(Invariant.STREAM);
    }

    @Test
    void fileWithALineCutOff_isRefusedByItsNumber(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("history");
        Files.writeString(file, "# people read this\ncalm\t1\t2\nclaimed\t3\n");
        assertThatThrownBy(() -> HistoryFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 3");
    }
}
