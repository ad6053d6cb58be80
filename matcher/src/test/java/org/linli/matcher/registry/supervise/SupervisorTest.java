package org.linli.matcher.registry.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor over real servers, with its own clock, its own death and its own blindness at will. */
class SupervisorTest {
    private static final long GENERATION = 1_700_000_000;

    @TempDir
    Path directory;

    private final List<RealServer> running = new ArrayList<>();
    private RealServer first;
    private RealServer second;
    private BookFile file;
    private long nanos;
    private int actions;
    private int killedAt;
    private boolean blind;

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void start() {
        first = server();
        second = server();
        file = BookFile.open(directory.resolve("record"));
        killedAt = Integer.MAX_VALUE;
    }

    private RealServer server() {
        RealServer server = new RealServer(directory.resolve("server-" + running.size()));
        running.add(server);
        return server;
    }

    @AfterEach
    void stop() {
        file.close();
        running.forEach(RealServer::close);
    }

    /** One that dies in front of the action with the chosen number. */
    private Supervisor supervisor() {
        List<Server> servers = new ArrayList<>();
        running.forEach(each -> servers.add(new Mortal(each.server())));
        Standing standing = file.read().orElseGet(() -> {
            Standing begun = Founding.run(servers, "supervisor-1", GENERATION);
            file.write(begun);
            return begun;
        });
        Book book = new Book() {
            @Override
            public Optional<Standing> read() {
                return file.read();
            }

            @Override
            public void write(Standing next) {
                act();
                file.write(next);
            }
        };
        return new Supervisor(servers, book, standing, () -> nanos);
    }

    private void act() {
        if (++actions == killedAt) {
            throw new Killed();
        }
    }

    private final class Mortal implements Server {
        private final RedisServer server;

        Mortal(RedisServer server) {
            this.server = server;
        }

        @Override
        public String address() {
            return server.address();
        }

        @Override
        public ServerState look() throws IOException {
            if (blind) {
                throw new IOException("cut off");
            }
            return server.look();
        }

        @Override
        public void stand() throws IOException {
            act();
            server.stand();
        }

        @Override
        public void follow(String address) throws IOException {
            act();
            server.follow(address);
        }

        @Override
        public void appoint(long generation, String supervisor, int acknowledging) throws IOException {
            act();
            server.appoint(generation, supervisor, acknowledging);
        }

        @Override
        public boolean appointAndWait(long generation, String supervisor, int acknowledging) throws IOException {
            act();
            return server.appointAndWait(generation, supervisor, acknowledging);
        }
    }

    private void stepUntil(Supervisor supervisor, Predicate<Standing> wanted) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    nanos += 100_000_000;
                    supervisor.step();
                    return wanted.test(supervisor.standing());
                });
    }

    private void form() {
        stepUntil(supervisor(), standing -> standing.acknowledging() == running.size() - 1);
        assertThat(first.ask("HGET", "linli:{520181}:region", "replicas")).isEqualTo("" + (running.size() - 1));
    }

    private long generation(RealServer server) {
        return Long.parseLong(server.ask("HGET", "linli:{520181}:region", "generation"));
    }

    @Test
    void formed_acknowledgesWithTheReplica_andFailsOverWithAllOfIt() {
        form();
        assertThat(first.acknowledged("a", 1)).isTrue();
        first.kill();
        Supervisor supervisor = supervisor();
        stepUntil(supervisor, standing -> standing.primary().equals(second.address()));
        stepUntil(supervisor, standing -> generation(second) == GENERATION + 1);
        assertThat(second.ask("GET", "a")).isEqualTo("1");
        assertThat(second.ask("HGET", "linli:{520181}:region", "replicas")).isEqualTo("0");
        first.start();
        stepUntil(supervisor, standing -> standing.acknowledging() == 1);
        assertThat(first.ask("ROLE")).startsWith("slave");
        assertThat(second.acknowledged("b", 1)).isTrue();
    }

    @Test
    void killedInFrontOfEachAction_goesOnWhereItWas() {
        int died = 0;
        for (int at = 1; at == died + 1; at++) {
            form();
            assertThat(primary().acknowledged("a" + at, 1)).isTrue();
            RealServer old = primary();
            RealServer next = old == first ? second : first;
            long before = generation(next);
            old.kill();
            actions = 0;
            killedAt = at;
            try {
                Supervisor mortal = supervisor();
                stepUntil(mortal, standing -> generation(next) == before + 1);
                old.start();
                stepUntil(mortal, standing -> standing.acknowledging() == 1);
            } catch (Killed dead) {
                died = at;
            }
            killedAt = Integer.MAX_VALUE;
            Supervisor again = supervisor();
            stepUntil(again, standing -> generation(next) == before + 1);
            assertThat(next.ask("ROLE")).startsWith("master");
            assertThat(next.ask("GET", "a" + at)).isEqualTo("1");
            if (died == at && !isUp(old)) {
                old.start();
            }
            stepUntil(again, standing -> standing.acknowledging() == 1);
            assertThat(next.ask("HGET", "linli:{520181}:region", "replicas")).isEqualTo("1");
            assertThat(old.ask("GET", "a" + at)).isEqualTo("1");
        }
        assertThat(died)
                .as("actions of a failover and of taking the old primary in")
                .isGreaterThan(7);
    }

    private RealServer primary() {
        String address = file.read().orElseThrow().primary();
        return address.equals(first.address()) ? first : second;
    }

    private static boolean isUp(RealServer server) {
        try {
            return server.ask("PING").equals("PONG");
        } catch (java.io.UncheckedIOException down) {
            return false;
        }
    }

    @Test
    void cutOff_promotesNobody_andLeavesItsRecord() {
        form();
        Supervisor supervisor = supervisor();
        blind = true;
        for (int i = 0; i < 100; i++) {
            nanos += 100_000_000;
            supervisor.step();
        }
        assertThat(second.ask("ROLE")).startsWith("slave");
        assertThat(first.acknowledged("a", 1)).isTrue();
        blind = false;
        stepUntil(supervisor, standing -> !standing.electing() && standing.acknowledging() == 1);
        assertThat(supervisor.standing().primary()).isEqualTo(first.address());
        assertThat(supervisor.standing().generation()).isEqualTo(GENERATION);
    }

    @Test
    void replicaThatStandsStill_isNoLongerWaitedFor_andThenNeverPromoted() {
        form();
        second.signal("STOP");
        Supervisor supervisor = supervisor();
        stepUntil(supervisor, standing -> standing.acknowledging() == 0);
        Awaitility.await().until(() -> {
            supervisor.step();
            return first.ask("HGET", "linli:{520181}:region", "replicas").equals("0");
        });
        assertThat(first.acknowledged("alone", 0)).isTrue();
        first.signal("STOP");
        second.signal("CONT");
        for (int i = 0; i < 30; i++) {
            nanos += 100_000_000;
            supervisor.step();
        }
        assertThat(supervisor.standing().primary()).isEqualTo(first.address());
        assertThat(second.ask("ROLE")).startsWith("slave");
        first.signal("CONT");
        stepUntil(supervisor, standing -> standing.acknowledging() == 1);
        assertThat(second.ask("GET", "alone")).isEqualTo("1");
    }

    @Test
    void formerPrimary_thatWakesUp_acknowledgesNothing_andFollows() {
        form();
        first.signal("STOP");
        Supervisor supervisor = supervisor();
        stepUntil(supervisor, standing -> standing.primary().equals(second.address()));
        stepUntil(supervisor, standing -> generation(second) == GENERATION + 1);
        first.signal("CONT");
        assertThat(first.acknowledgedWithin(300, "ghost", 1)).isFalse();
        stepUntil(supervisor, standing -> standing.acknowledging() == 1);
        Awaitility.await().until(() -> first.ask("GET", "ghost").isEmpty());
        assertThat(generation(first)).isEqualTo(GENERATION + 1);
    }

    @Test
    void threeServers_failOverTwice_andKeepAllThatWasAcknowledged() {
        RealServer third = server();
        form();
        assertThat(first.acknowledged("a", 2)).isTrue();
        first.kill();
        Supervisor supervisor = supervisor();
        stepUntil(supervisor, standing -> standing.generation() == GENERATION + 1);
        stepUntil(supervisor, standing -> standing.acknowledging() == 1);
        RealServer next = supervisor.standing().primary().equals(second.address()) ? second : third;
        assertThat(next.acknowledged("b", 1)).isTrue();
        next.kill();
        stepUntil(supervisor, standing -> standing.generation() == GENERATION + 2);
        RealServer last = next == second ? third : second;
        assertThat(supervisor.standing().primary()).isEqualTo(last.address());
        assertThat(last.ask("MGET", "a", "b")).isEqualTo("1\n1");
    }

    @Test
    void restartedReplica_isNotWhatCounted_andIsTakenInAnew() {
        form();
        second.kill();
        second.start();
        first.kill();
        Supervisor supervisor = supervisor();
        for (int i = 0; i < 30; i++) {
            nanos += 100_000_000;
            supervisor.step();
        }
        assertThat(supervisor.standing().primary())
                .as("what it has on its disk may be older than what it confirmed")
                .isEqualTo(first.address());
        first.start();
        stepUntil(supervisor, standing -> second.ask("ROLE").startsWith("slave") && standing.acknowledging() == 1);
    }

    @Test
    void replicaRestartedBeforeItCounted_isNobodysPrimary() throws IOException {
        Supervisor supervisor = supervisor();
        stepUntil(supervisor, standing -> !standing.replicas().isEmpty());
        Awaitility.await()
                .until(() -> second.ask("HGET", "linli:{520181}:region", "generation")
                                .equals("" + GENERATION)
                        && second.ask("INFO", "persistence").contains("aof_rewrite_in_progress:0"));
        second.kill();
        second.start();
        ServerState alone = second.server().look();
        assertThat(alone.master()).isTrue();
        assertThat(alone.acknowledging()).isZero();
        assertThat(new PrimaryChoice().look(Map.of(second.address(), alone)))
                .as("what it acknowledged alone would be thrown away")
                .isEmpty();
        stepUntil(supervisor, standing -> standing.acknowledging() == 1);
    }

    @Test
    void secondSupervisor_isRefused() {
        form();

        assertThatThrownBy(() -> BookFile.open(directory.resolve("record")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another supervisor");
        List<RedisServer> servers = running.stream().map(RealServer::server).toList();
        assertThatThrownBy(() -> Founding.run(servers, "a stranger", GENERATION))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("have a supervisor already");
    }

    @Test
    void record_thatIsDamaged_isRefused() throws IOException {
        form();
        Path record = directory.resolve("record/supervisor.record");
        String text = java.nio.file.Files.readString(record);
        java.nio.file.Files.writeString(record, text.replace("acknowledging 1", "acknowledging 0"));

        assertThatThrownBy(file::read).isInstanceOf(IllegalStateException.class).hasMessageContaining("is damaged");
    }
}
