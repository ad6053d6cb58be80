package org.linli.matcher.registry.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrimaryChoiceTest {
    private final PrimaryChoice choice = new PrimaryChoice();
    private final Map<String, ServerState> seen = new LinkedHashMap<>();

    @Test
    void primary_isTheMasterOfTheHighestGeneration() {
        master("a", 5);
        master("b", 6);
        assertThat(choice.look(seen)).contains("b");
        assertThat(choice.generation()).isEqualTo(6);
    }

    @Test
    void formerPrimary_seenAlone_isNotFollowedAgain() {
        master("b", 6);
        choice.look(seen);
        seen.clear();
        master("a", 5);
        assertThat(choice.look(seen)).isEmpty();
    }

    @Test
    void serverThatWasOnlyToldToStand_doesNotReplaceTheKnownOne() {
        master("b", 6);
        choice.look(seen);
        seen.clear();
        seen.put("a", restarted(6));
        master("b", 6);
        assertThat(choice.look(seen)).contains("b");
        seen.remove("b");
        assertThat(choice.look(seen)).isEmpty();
    }

    @Test
    void replicaStartedAgain_takenForThePrimary_isLeftForTheAppointedOne() {
        seen.put("a", restarted(6));
        assertThat(choice.look(seen)).contains("a");
        master("b", 6);
        assertThat(choice.look(seen)).contains("b");
    }

    @Test
    void knownPrimary_thatFollowsSomebody_isLeftForAnotherOfItsGeneration() {
        seen.put("a", restarted(6));
        choice.look(seen);
        seen.put("b", restarted(6));
        assertThat(choice.look(seen)).contains("a");
        seen.put("a", state(false, 6, "s"));
        assertThat(choice.look(seen)).contains("b");
    }

    @Test
    void appointedServer_isPreferredWhereverItStands() {
        master("b", 6);
        seen.put("c", restarted(6));
        assertThat(choice.look(seen)).contains("b");
    }

    @Test
    void replicaOrServerWithoutASupervisor_isNeverPrimary() {
        seen.put("a", state(false, 7, "s"));
        seen.put("b", state(true, 7, ""));
        assertThat(choice.look(seen)).isEmpty();
    }

    @Test
    void replicaStartedAgain_withDataThatNeedNoReplica_isNotTrusted() {
        seen.put("a", new ServerState("new run", true, "", false, 0, "", -1, 5, 0, "s", "the primary's"));
        assertThat(choice.look(seen)).isEmpty();
        seen.put("b", new ServerState("the primary's", true, "", false, 0, "", -1, 5, 0, "s", "the primary's"));
        assertThat(choice.look(seen)).contains("b");
    }

    private void master(String address, long generation) {
        seen.put(address, state(true, generation, "s"));
    }

    /** Its data wait for a replica; the run that was appointed is another. */
    private static ServerState restarted(long generation) {
        return new ServerState("new run", true, "", false, 0, "", -1, generation, 1, "s", "the primary's");
    }

    private static ServerState state(boolean master, long generation, String supervisor) {
        return new ServerState("run", master, master ? "" : "x", false, 0, "", -1, generation, 0, supervisor, "run");
    }
}
