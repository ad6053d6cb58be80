package org.linli.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.frame.DoorWords;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Calendar;
import org.linli.proto.CallUp;
import org.linli.proto.Command;
import org.linli.proto.Emergency;
import org.linli.proto.EmergencyKind;
import org.linli.proto.Entity;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessagePurpose;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.ProfilePrivate;

/** How reserves without an open page hear that they are called up, in virtual time, by the records' own rules. */
class CallUpsTest {
    private static final long START = 1_773_194_400_000L;
    private static final String STORM = "520181-emergency-1";

    private final VirtualLoop loop = new VirtualLoop();
    private final RegionPolicy policy = PolicyReader.defaultFor("520181");
    private final VirtualRecords records = new VirtualRecords(this::now);
    private final Kept sms = new Kept();
    private final Kept voice = new Kept();

    private long now() {
        return START + loop.nowMs();
    }

    /** Keeps what it was given. */
    private static final class Kept implements Carrier {
        final List<Letter> letters = new ArrayList<>();

        @Override
        public String name() {
            return "kept";
        }

        @Override
        public CompletionStage<String> send(Letter letter) {
            letters.add(letter);
            return CompletableFuture.completedFuture("c-1");
        }
    }

    @BeforeEach
    void open() {
        node();
    }

    private void node() {
        Frames frames = new Frames(
                () -> policy,
                (reason, language) -> "",
                new DoorWords((purpose, text) -> ByteString.copyFromUtf8("ab")));
        Secrets secrets = new Secrets(
                OrderPrivate.getDefaultInstance(),
                Map.of(
                        "v-1",
                        ProfilePrivate.newBuilder().setPhone("13900000001").build()));
        Ladder.Parts parts = new Ladder.Parts(
                loop,
                frames,
                id -> Optional.empty(),
                id -> Optional.empty(),
                (order, wanted, people) -> CompletableFuture.completedFuture(secrets),
                this::now,
                new SplittableRandom(7));
        Map<MessageChannel, Carrier> carriers =
                Map.of(MessageChannel.MESSAGE_CHANNEL_SMS, sms, MessageChannel.MESSAGE_CHANNEL_VOICE, voice);
        Sending sending = new Sending(loop, records, carriers, Map.of(), new MessageMeters(new SimpleMeterRegistry()));
        records.follow(new CallUps(parts, sending));
        loop.runReady();
    }

    private void storm(long endedAtMs) {
        records.happened(
                EntityKey.EMERGENCY,
                Entity.newBuilder()
                        .setEmergency(Emergency.newBuilder()
                                .setId(STORM)
                                .setKind(EmergencyKind.EMERGENCY_KIND_STORM)
                                .setTextZh("台风过境")
                                .setUntilMs(START + 8 * 3_600_000L)
                                .setEndedAtMs(endedAtMs))
                        .build());
    }

    private void calledUp(String volunteer, CallUp.State state) {
        records.happened(
                EntityKey.calendar(volunteer),
                Entity.newBuilder()
                        .setCalendar(Calendar.newBuilder()
                                .setVolunteerId(volunteer)
                                .setCallUp(CallUp.newBuilder()
                                        .setEmergencyId(STORM)
                                        .setState(state)
                                        .setAskedAtMs(now())))
                        .build());
    }

    private void pass(long ms) {
        loop.advance(ms);
    }

    @Test
    void reserve_whoHasNotAnswered_isWrittenToOnce_thenCalled() {
        node();
        storm(0);
        calledUp("v-1", CallUp.State.STATE_ASKED);
        pass(CallUps.DUE_MS - 1);
        assertThat(sms.letters).isEmpty();
        pass(5_000);
        assertThat(sms.letters).singleElement().satisfies(letter -> {
            assertThat(letter.to()).isEqualTo("13900000001");
            assertThat(letter.text()).contains("台风过境", "回复1", "回复2");
        });
        pass(CallUps.NEXT_MS + 10_000);
        assertThat(sms.letters).hasSize(1);
        assertThat(voice.letters).hasSize(1);
        pass(4 * CallUps.NEXT_MS);
        assertThat(voice.letters).hasSize(1);
    }

    @Test
    void reserve_whoAnsweredOnThePage_isNotWrittenTo() {
        storm(0);
        calledUp("v-1", CallUp.State.STATE_ASKED);
        pass(CallUps.DUE_MS / 2);
        calledUp("v-1", CallUp.State.STATE_NO);
        pass(CallUps.NEXT_MS);
        assertThat(sms.letters).isEmpty();
    }

    @Test
    void emergency_thatIsOver_isNotWrittenOf() {
        storm(0);
        calledUp("v-1", CallUp.State.STATE_ASKED);
        storm(now());
        pass(CallUps.NEXT_MS);
        assertThat(sms.letters).isEmpty();
    }

    @Test
    void reserve_withoutANumber_costsNothing() {
        storm(0);
        calledUp("v-2", CallUp.State.STATE_ASKED);
        pass(2 * CallUps.NEXT_MS);
        assertThat(sms.letters).isEmpty();
        assertThat(voice.letters).isEmpty();
    }

    @Test
    void reply_oneOrTwo_isTheAnswer() {
        MessageKey key = new MessageKey(CallUps.subject(STORM, "v-1"), "v-1", MessagePurpose.MESSAGE_PURPOSE_CALL_UP);
        Command yes = Replies.command(key, MessageChannel.MESSAGE_CHANNEL_SMS, "1", Order.getDefaultInstance())
                .orElseThrow();
        assertThat(yes.getAnswerCallUp().getYes()).isTrue();
        assertThat(yes.getAnswerCallUp().getEmergencyId()).isEqualTo(STORM);
        assertThat(yes.getActor().getOnBehalfOf()).isEqualTo("v-1");
        Command no = Replies.command(key, MessageChannel.MESSAGE_CHANNEL_VOICE, "2", Order.getDefaultInstance())
                .orElseThrow();
        assertThat(no.getAnswerCallUp().getYes()).isFalse();
    }
}
