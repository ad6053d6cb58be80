package org.linli.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.frame.DoorWords;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Actor;
import org.linli.proto.Calendar;
import org.linli.proto.Channel;
import org.linli.proto.Entity;
import org.linli.proto.FireTimer;
import org.linli.proto.Hold;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessageOutcome;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Presence;
import org.linli.proto.Priority;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.Role;
import org.linli.proto.Team;
import org.linli.proto.TeamOffer;
import org.linli.proto.Timer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.Window;

/** Replies and receipts that come late, twice and in any order, by the records' own rules, in virtual time. */
class InboxTest {
    private static final long START = 1_773_194_400_000L;
    private static final long MINUTE = 60_000;
    private static final String ORDER = "520181-order-1";
    private static final String VISIT = ORDER + ".1";
    private static final String OFFER = VISIT + ".1";
    private static final String ASKED = OFFER + "~OFFER~v-1";

    private final VirtualLoop loop = new VirtualLoop();
    private final RegionPolicy policy = PolicyReader.defaultFor("520181");
    private final VirtualRecords records = new VirtualRecords(this::now);
    private final List<Letter> letters = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CarrierSettings sms = contract("sms", MessageChannel.MESSAGE_CHANNEL_SMS);
    private final CarrierSettings voice = contract("voice", MessageChannel.MESSAGE_CHANNEL_VOICE);

    @SuppressWarnings("NullAway.Init")
    private Inbox inbox;

    private static CarrierSettings contract(String name, MessageChannel channel) {
        return new CarrierSettings(name, channel, "https://carrier.example", "", "k", "", Map.of(), 0);
    }

    private long now() {
        return START + loop.nowMs();
    }

    @BeforeEach
    void open() {
        Carrier carrier = new Carrier() {
            @Override
            public String name() {
                return "sms";
            }

            @Override
            public CompletionStage<String> send(Letter letter) {
                letters.add(letter);
                return CompletableFuture.completedFuture("c-1");
            }
        };
        Map<MessageChannel, Carrier> carriers =
                Map.of(MessageChannel.MESSAGE_CHANNEL_SMS, carrier, MessageChannel.MESSAGE_CHANNEL_VOICE, carrier);
        Sending sending = new Sending(loop, records, carriers, Map.of(), new MessageMeters(meters));
        Ladder.Parts parts = new Ladder.Parts(
                loop,
                new Frames(
                        () -> policy,
                        (reason, language) -> "",
                        new DoorWords((purpose, text) -> com.google.protobuf.ByteString.copyFromUtf8("ab"))),
                id -> Optional.empty(),
                id -> Optional.of(Team.newBuilder().setId(id).setLeaderId("v-1").build()),
                (order, wanted, people) -> CompletableFuture.completedFuture(secrets()),
                this::now,
                new SplittableRandom(7));
        Ladder ladder = new Ladder(parts, sending, null);
        inbox = new Inbox(
                parts,
                records,
                sending,
                ladder,
                phone -> CompletableFuture.completedFuture(phone.equals("13900000001") ? List.of("v-1") : List.of()));
        records.follow(ladder);
        offered();
    }

    private static Secrets secrets() {
        return new Secrets(
                OrderPrivate.newBuilder().setAddress("红枫路1号").build(),
                Map.of(
                        "v-1",
                                ProfilePrivate.newBuilder()
                                        .setPhone("13900000001")
                                        .build(),
                        "r-1",
                                ProfilePrivate.newBuilder()
                                        .setPhone("13900000002")
                                        .build()));
    }

    private static Window window() {
        return Window.newBuilder()
                .setStartMs(START + 120 * MINUTE)
                .setEndMs(START + 180 * MINUTE)
                .build();
    }

    private static Order.Builder order(OrderState state, Visit.Builder visit) {
        return Order.newBuilder()
                .setId(ORDER)
                .setResidentId("r-1")
                .setState(state)
                .setActor(Actor.newBuilder().setSubject("a-1").setChannel(Channel.CHANNEL_HOTLINE))
                .setRequest(OrderRequest.newBuilder()
                        .setService("escort")
                        .setPriority(Priority.PRIORITY_ROUTINE)
                        .setDurationMinutes(60)
                        .setPeople(1)
                        .setWindow(window()))
                .addVisits(visit.setNumber(1).setWindow(window()));
    }

    /** One offer to v-1 for three minutes, told by text and by call. */
    private void offered() {
        Offer.Builder offer = Offer.newBuilder()
                .setNumber(1)
                .setVolunteerId("v-1")
                .setState(OfferState.OFFER_STATE_SENT)
                .setVisitWindow(window())
                .setSentAtMs(now())
                .setExpiresAtMs(now() + 3 * MINUTE);
        records.happened(
                "calendar:v-1",
                Entity.newBuilder()
                        .setCalendar(Calendar.newBuilder()
                                .setVolunteerId("v-1")
                                .addHolds(Hold.newBuilder()
                                        .setKind(Hold.Kind.KIND_OFFER)
                                        .setRef(OFFER)
                                        .setWindow(window())))
                        .build());
        records.happened(order(
                        OrderState.ORDER_STATE_OPEN,
                        Visit.newBuilder()
                                .setState(VisitState.VISIT_STATE_OFFERED)
                                .addOffers(offer))
                .build());
        loop.advance(100_000);
        assertThat(letters).hasSize(2);
        letters.clear();
    }

    private String reply(CarrierSettings carrier, String callback, String message, String text) {
        var said = inbox.reply(carrier, new Mailroom.Said(callback, message, "", text))
                .toCompletableFuture();
        loop.runReady();
        return said.join();
    }

    @Test
    void leader_whoRepliesToAnOfferToTheTeam_isSentToThePage_andNothingElseIsAccepted() {
        records.happened(order().toBuilder()
                .addTeamOffers(TeamOffer.newBuilder()
                        .setNumber(1)
                        .setTeam("t-1")
                        .setState(OfferState.OFFER_STATE_SENT)
                        .setWindow(window())
                        .setSentAtMs(now())
                        .setExpiresAtMs(now() + 30 * MINUTE))
                .build());
        loop.advance(Occasions.LEADER_PATIENCE_MS + Ladder.SPREAD_MS);
        assertThat(letters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.key()).isEqualTo(ORDER + ".t1~TEAM_OFFER~v-1"));
        var said = inbox.reply(sms, new Mailroom.Said("cb-t", "", "13900000001", "1"))
                .toCompletableFuture();
        loop.runReady();
        assertThat(said.join()).contains("点名").contains("/leader");
        assertThat(order().getTeamOffers(0).getState()).isEqualTo(OfferState.OFFER_STATE_SENT);
        assertThat(order().getVisits(0).getAcceptedOffer()).isZero();
    }

    private Order order() {
        return records.found("order:" + ORDER).entity().getOrder();
    }

    private OfferState offer() {
        return order().getVisits(0).getOffers(0).getState();
    }

    @Test
    void key1_acceptsTheOffer_andSaysWhereToGo_throughTheChannelThatItCameBy() {
        assertThat(reply(voice, "cb-1", ASKED, "1")).contains("已接单").contains("红枫路1号");
        assertThat(offer()).isEqualTo(OfferState.OFFER_STATE_ACCEPTED);
        Actor actor = records.log.stream()
                .filter(entry -> entry.getCause().hasAcceptOffer())
                .findFirst()
                .orElseThrow()
                .getCause()
                .getActor();
        assertThat(actor.getChannel()).isEqualTo(Channel.CHANNEL_VOICE);
        assertThat(actor.getOnBehalfOf()).isEqualTo("v-1");
    }

    @Test
    void reply_byText_isAnsweredByText_once_howeverOftenItComes() {
        String first = reply(sms, "cb-1", ASKED, "1");
        String again = reply(sms, "cb-1", ASKED, "1");
        assertThat(again).isEqualTo(first);
        assertThat(letters.stream().filter(letter -> letter.purpose().equals("ANSWER")))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.to()).isEqualTo("13900000001");
                    assertThat(letter.text()).isEqualTo(first);
                });
        assertThat(records.log.stream().filter(entry -> entry.getCause().hasAcceptOffer()))
                .hasSize(1);
    }

    @Test
    void reply_withoutAMessage_answersTheLastThatAskedThisNumber() {
        var said = inbox.reply(sms, new Mailroom.Said("cb-1", "", "13900000001", "２"))
                .toCompletableFuture();
        loop.runReady();
        assertThat(said.join()).contains("已记下");
        assertThat(offer()).isEqualTo(OfferState.OFFER_STATE_DECLINED);
        var stranger = inbox.reply(sms, new Mailroom.Said("cb-2", "", "13911111111", "1"))
                .toCompletableFuture();
        loop.runReady();
        assertThat(stranger.join()).contains("没有找到");
    }

    @Test
    void key2AfterKey1_changesNothing_andSaysSo() {
        reply(voice, "cb-1", ASKED, "1");
        assertThat(reply(voice, "cb-2", ASKED, "2")).contains("您已接了这个单");
        assertThat(offer()).isEqualTo(OfferState.OFFER_STATE_ACCEPTED);
    }

    @Test
    void key1AfterKey2_changesNothing_andSaysSo() {
        reply(voice, "cb-1", ASKED, "2");
        assertThat(reply(voice, "cb-2", ASKED, "1")).contains("您之前已回复不接");
        assertThat(offer()).isEqualTo(OfferState.OFFER_STATE_DECLINED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 60_000})
    void key1_aroundExpiry_isInTimeOrToldThatItIsLate(long afterMs) {
        long expiresAt = order().getVisits(0).getOffers(0).getExpiresAtMs();
        loop.advance(expiresAt + afterMs - now());
        String said = reply(voice, "cb-1", ASKED, "1");
        if (afterMs < 0) {
            assertThat(offer()).isEqualTo(OfferState.OFFER_STATE_ACCEPTED);
        } else {
            assertThat(said).contains("回复晚了");
            assertThat(offer()).isEqualTo(OfferState.OFFER_STATE_SENT);
        }
    }

    @Test
    void key1_afterTheTimerHasFired_isToldThatItIsLate() {
        loop.advance(3 * MINUTE);
        records.submit(
                "",
                com.google.protobuf.ByteString.EMPTY,
                0,
                org.linli.proto.Command.newBuilder()
                        .setActor(Actor.newBuilder().setRole(Role.ROLE_SYSTEM))
                        .setFireTimer(FireTimer.newBuilder()
                                .setTimer(Timer.newBuilder()
                                        .setKind(Timer.Kind.KIND_OFFER_LAPSE)
                                        .setSubject(OFFER)
                                        .setDueMs(order().getVisits(0)
                                                .getOffers(0)
                                                .getExpiresAtMs())))
                        .build());
        assertThat(offer()).isEqualTo(OfferState.OFFER_STATE_EXPIRED);
        assertThat(reply(voice, "cb-1", ASKED, "1")).contains("回复晚了");
        assertThat(offer()).isEqualTo(OfferState.OFFER_STATE_EXPIRED);
    }

    @Test
    void anythingElse_isAskedForAgain_andDoesNothing() {
        assertThat(reply(voice, "cb-1", ASKED, "3")).contains("1或2");
        assertThat(reply(voice, "cb-2", "nonsense", "1")).contains("没有找到");
        assertThat(reply(voice, "cb-3", OFFER + "~OFFER~v-9", "1")).contains("没有找到");
        assertThat(offer()).isEqualTo(OfferState.OFFER_STATE_SENT);
    }

    /** The visit is done, and the resident was asked. */
    private void done() {
        Presence there = Presence.newBuilder().setAtMs(now() - 60 * MINUTE).build();
        Presence away = Presence.newBuilder().setAtMs(now()).build();
        records.happened(order(
                        OrderState.ORDER_STATE_DONE,
                        Visit.newBuilder()
                                .setState(VisitState.VISIT_STATE_DONE)
                                .setVolunteerId("v-1")
                                .setAcceptedOffer(1)
                                .setCheckIn(there)
                                .setCheckOut(away)
                                .setConfirmDueMs(now() + 24 * 60 * MINUTE)
                                .addOffers(Offer.newBuilder()
                                        .setNumber(1)
                                        .setVolunteerId("v-1")
                                        .setState(OfferState.OFFER_STATE_ACCEPTED)))
                .build());
        loop.advance(5_000);
        assertThat(letters).extracting(Letter::purpose).containsExactly("DONE");
    }

    @Test
    void resident_with1_confirms_once() {
        done();
        String key = VISIT + "~DONE~r-1";
        assertThat(reply(sms, "cb-1", key, "1")).contains("已确认");
        assertThat(order().getVisits(0).getState()).isEqualTo(VisitState.VISIT_STATE_CONFIRMED);
        assertThat(order().getVisits(0).getConfirmedBy().getChannel()).isEqualTo(Channel.CHANNEL_MESSAGE);
        assertThat(reply(sms, "cb-2", key, "1")).contains("之前已经确认过了");
        assertThat(reply(sms, "cb-3", key, "2")).contains("不需要回复");
        assertThat(order().getVisits(0).getState()).isEqualTo(VisitState.VISIT_STATE_CONFIRMED);
    }

    @Test
    void resident_with2_disputes() {
        done();
        assertThat(reply(sms, "cb-1", VISIT + "~DONE~r-1", "2")).contains("工作人员");
        assertThat(order().getVisits(0).getState()).isEqualTo(VisitState.VISIT_STATE_DISPUTED);
    }

    private void receipt(boolean delivered) {
        inbox.receipt(sms, new Mailroom.Receipt(ASKED, "c-1", delivered, ""));
        loop.runReady();
    }

    @Test
    void receipts_twiceAndReordered_countOnce() {
        receipt(true);
        receipt(false);
        receipt(true);
        assertThat(records.messages(ORDER).getMessages(0).getAttempts(0).getOutcome())
                .isEqualTo(MessageOutcome.MESSAGE_OUTCOME_DELIVERED);
        assertThat(meters.counter("linli.messages", "channel", "sms", "purpose", "offer", "outcome", "delivered")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void store_thatIsAway_failsTheReply_andTheCarrierMayRepeatIt() {
        records.away(true);
        var failed =
                inbox.reply(voice, new Mailroom.Said("cb-1", ASKED, "", "1")).toCompletableFuture();
        loop.runReady();
        assertThat(failed).isCompletedExceptionally();
        records.away(false);
        assertThat(reply(voice, "cb-1", ASKED, "1")).contains("已接单");
    }
}
