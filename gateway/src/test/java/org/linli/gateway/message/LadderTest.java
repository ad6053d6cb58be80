package org.linli.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.frame.DoorWords;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.policy.PolicyReader;
import org.linli.matcher.registry.core.MessageDecisions;
import org.linli.proto.Actor;
import org.linli.proto.Channel;
import org.linli.proto.MessageAttempt;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessageOutcome;
import org.linli.proto.MessageWishes;
import org.linli.proto.NumberBinding;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Priority;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.Team;
import org.linli.proto.TeamOffer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;

/** Who is told what by which channel and when, in virtual time, by the records' own rules. */
class LadderTest {
    /** A Wednesday, 10:00 in Qingzhen. */
    private static final long START = 1_773_194_400_000L;

    private static final long MINUTE = 60_000;
    private static final String ORDER = "520181-order-1";
    private static final String OFFER = ORDER + ".1.1";
    private static final MessageChannel SMS = MessageChannel.MESSAGE_CHANNEL_SMS;
    private static final MessageChannel VOICE = MessageChannel.MESSAGE_CHANNEL_VOICE;
    private static final MessageChannel WECHAT = MessageChannel.MESSAGE_CHANNEL_WECHAT;

    private static final Team TEAM =
            Team.newBuilder().setId("t-1").setName("学院志愿队").setLeaderId("v-1").build();

    private final VirtualLoop loop = new VirtualLoop();
    private final RegionPolicy policy = PolicyReader.defaultFor("520181");
    private final VirtualRecords records = new VirtualRecords(this::now);
    private final Map<String, Profile> profiles = new HashMap<>();
    private final Map<MessageChannel, Scripted> carriers = new HashMap<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final long patience = policy.offering().seenWithinSeconds() * 1000L;

    private long now() {
        return START + loop.nowMs();
    }

    /** A carrier that does what it is told, and keeps what it was given. */
    private static final class Scripted implements Carrier {
        final List<Letter> letters = new ArrayList<>();
        CompletionStage<String> next = CompletableFuture.completedFuture("c-1");

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public CompletionStage<String> send(Letter letter) {
            letters.add(letter);
            return next;
        }
    }

    /** Binds the numbers 1, 2, … and keeps what is bound, as a carrier that keeps keys. */
    private static final class ScriptedNumbers implements Numbers {
        final Map<String, String> bound = new LinkedHashMap<>();
        final List<String> released = new ArrayList<>();
        int failures;

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public CompletionStage<Bound> bind(String key, String one, String other, long untilMs) {
            if (failures-- > 0) {
                return CompletableFuture.failedFuture(Undelivered.forNow("status-503"));
            }
            bound.putIfAbsent(key, one + "/" + other);
            return CompletableFuture.completedFuture(new Bound("95013", key));
        }

        @Override
        public CompletionStage<Void> release(String ref) {
            if (failures-- > 0) {
                return CompletableFuture.failedFuture(Undelivered.forNow("status-503"));
            }
            released.add(ref);
            return CompletableFuture.completedFuture(null);
        }
    }

    private final ScriptedNumbers numbers = new ScriptedNumbers();

    @BeforeEach
    void open() {
        carriers.put(SMS, new Scripted());
        carriers.put(VOICE, new Scripted());
    }

    private Scripted carrier(MessageChannel channel) {
        return carriers.computeIfAbsent(channel, none -> new Scripted());
    }

    private Ladder node() {
        Frames frames = new Frames(
                () -> policy,
                (reason, language) -> "",
                new DoorWords((purpose, text) -> com.google.protobuf.ByteString.copyFromUtf8("ab")));
        Ladder.Parts parts = new Ladder.Parts(
                loop,
                frames,
                id -> Optional.ofNullable(profiles.get(id)),
                id -> Optional.of(TEAM).filter(team -> team.getId().equals(id)),
                (order, wanted, people) -> CompletableFuture.completedFuture(secrets()),
                this::now,
                new SplittableRandom(7));
        Sending sending = new Sending(loop, records, Map.copyOf(carriers), Map.of(SMS, 45L), new MessageMeters(meters));
        Ladder ladder = new Ladder(parts, sending, new NumberDesk(parts, numbers, records, sending));
        records.follow(ladder);
        loop.runReady();
        return ladder;
    }

    private static Secrets secrets() {
        return new Secrets(
                OrderPrivate.newBuilder()
                        .setCodeWord("春山42")
                        .setAddress("红枫路1号")
                        .build(),
                Map.of(
                        "v-1",
                        ProfilePrivate.newBuilder()
                                .setName("李志愿")
                                .setPhone("13900000001")
                                .setWechatOpenId("open-1")
                                .build(),
                        "r-1",
                        ProfilePrivate.newBuilder()
                                .setName("王奶奶")
                                .setPhone("13900000002")
                                .build()));
    }

    private static Order order(OrderState state, Visit visit, Priority priority, Channel channel) {
        return Order.newBuilder()
                .setId(ORDER)
                .setResidentId("r-1")
                .setState(state)
                .setActor(Actor.newBuilder().setSubject("r-1").setChannel(channel))
                .setRequest(OrderRequest.newBuilder()
                        .setService("escort")
                        .setPriority(priority)
                        .setDurationMinutes(60)
                        .setWindow(window()))
                .addVisits(visit)
                .build();
    }

    private static Window window() {
        return Window.newBuilder()
                .setStartMs(START + 120 * MINUTE)
                .setEndMs(START + 240 * MINUTE)
                .build();
    }

    private Visit visit(VisitState state, OfferState offer) {
        return Visit.newBuilder()
                .setNumber(1)
                .setState(state)
                .setWindow(window())
                .setVolunteerId(state == VisitState.VISIT_STATE_ASSIGNED ? "v-1" : "")
                .setAcceptedOffer(state == VisitState.VISIT_STATE_ASSIGNED ? 1 : 0)
                .addOffers(Offer.newBuilder()
                        .setNumber(1)
                        .setVolunteerId("v-1")
                        .setState(offer)
                        .setVisitWindow(window())
                        .setSentAtMs(now())
                        .setExpiresAtMs(now() + 3 * MINUTE))
                .build();
    }

    private void offered(Priority priority) {
        records.happened(order(
                OrderState.ORDER_STATE_OPEN,
                visit(VisitState.VISIT_STATE_OFFERED, OfferState.OFFER_STATE_SENT),
                priority,
                Channel.CHANNEL_WEB));
        loop.runReady();
    }

    private void becomes(VisitState state, OfferState offer, Channel channel) {
        records.happened(
                order(OrderState.ORDER_STATE_ASSIGNED, visit(state, offer), Priority.PRIORITY_ROUTINE, channel));
        loop.runReady();
    }

    private MessageAttempt attempt(int number) {
        return records.messages(ORDER).getMessages(0).getAttempts(number);
    }

    private void wishes(String id, UnaryOperator<MessageWishes.Builder> wishes) {
        profiles.put(
                id,
                Profile.newBuilder()
                        .setId(id)
                        .setMessages(wishes.apply(MessageWishes.newBuilder()))
                        .build());
    }

    @Test
    void offer_notSeenInTime_goesByTheNextChannel_andNotBefore() {
        node();
        offered(Priority.PRIORITY_ROUTINE);
        loop.advance(patience - 1);
        assertThat(carrier(SMS).letters).isEmpty();
        loop.advance(Ladder.SPREAD_MS + 1);
        Letter letter = carrier(SMS).letters.get(0);
        assertThat(letter.to()).isEqualTo("13900000001");
        assertThat(letter.text())
                .contains("陪")
                .contains("回复1")
                .doesNotContain("红枫路")
                .doesNotContain("王奶奶");
        assertThat(letter.keys()).containsExactlyInAnyOrder("1", "2");
        assertThat(attempt(0).getOutcome()).isEqualTo(MessageOutcome.MESSAGE_OUTCOME_SENT);
        assertThat(attempt(0).getCarrierRef()).isEqualTo("c-1");
        assertThat(attempt(0).getCostMilli()).isEqualTo(45);
        assertThat(meters.counter("linli.messages", "channel", "sms", "purpose", "offer", "outcome", "sent")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void offer_goesInTheLanguageThatThePersonWishes_whateverTheySpeak() {
        profiles.put(
                "v-1",
                Profile.newBuilder()
                        .setId("v-1")
                        .setVolunteer(VolunteerFile.newBuilder().addLanguages("zh"))
                        .setMessageLanguage("en")
                        .build());
        node();
        offered(Priority.PRIORITY_ROUTINE);
        loop.advance(patience + Ladder.SPREAD_MS);
        assertThat(carrier(SMS).letters).singleElement().satisfies(letter -> {
            assertThat(letter.english()).isTrue();
            assertThat(letter.text()).contains("Linli");
        });
    }

    @Test
    void offer_seenOrAnswered_isToldNowhereElse() {
        node();
        offered(Priority.PRIORITY_ROUTINE);
        loop.advance(patience / 2);
        becomes(VisitState.VISIT_STATE_OFFERED, OfferState.OFFER_STATE_SEEN, Channel.CHANNEL_WEB);
        loop.advance(10 * MINUTE);
        assertThat(carrier(SMS).letters).isEmpty();
    }

    @Test
    void offer_notAnsweredByText_isCalled_once() {
        node();
        offered(Priority.PRIORITY_ROUTINE);
        loop.advance(3 * MINUTE);
        assertThat(carrier(SMS).letters).hasSize(1);
        assertThat(carrier(VOICE).letters)
                .singleElement()
                .satisfies(call -> assertThat(call.text()).contains("请按1"));
        loop.advance(60 * MINUTE);
        assertThat(carrier(SMS).letters).hasSize(1);
        assertThat(carrier(VOICE).letters).hasSize(1);
    }

    @Test
    void carrier_thatRefuses_leavesItToTheNextChannelAtOnce() {
        node();
        carrier(SMS).next = CompletableFuture.failedFuture(Undelivered.refused("status-400"));
        offered(Priority.PRIORITY_ROUTINE);
        loop.advance(patience + 5_000);
        assertThat(carrier(VOICE).letters).hasSize(1);
        assertThat(attempt(0).getCode()).isEqualTo("status-400");
        assertThat(attempt(0).getMayRetry()).isFalse();
    }

    @Test
    void volunteer_withWeChat_isReachedThereFirst_andByTextWhereThereIsNone() {
        carrier(WECHAT);
        node();
        offered(Priority.PRIORITY_ROUTINE);
        loop.advance(patience + 5_000);
        assertThat(carrier(WECHAT).letters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.to()).isEqualTo("open-1"));
        assertThat(carrier(SMS).letters).isEmpty();
    }

    @Test
    void wishes_ofChannelsAndQuietHours_areKept() {
        wishes("v-1", wish -> wish.addChannels(VOICE).setQuietFromMinute(9 * 60).setQuietUntilMinute(11 * 60));
        node();
        offered(Priority.PRIORITY_ROUTINE);
        loop.advance(3 * MINUTE);
        assertThat(carrier(SMS).letters).isEmpty();
        assertThat(carrier(VOICE).letters)
                .as("an offer that ends in the quiet hours")
                .isEmpty();
    }

    @Test
    void emergency_breaksQuietHours() {
        wishes("v-1", wish -> wish.addChannels(VOICE).setQuietFromMinute(9 * 60).setQuietUntilMinute(11 * 60));
        node();
        offered(Priority.PRIORITY_EMERGENCY);
        loop.advance(3 * MINUTE);
        assertThat(carrier(VOICE).letters).hasSize(1);
    }

    @Test
    void resident_withoutAPage_hearsWhoComesWhenAndTheWords() {
        node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_HOTLINE);
        loop.advance(5_000);
        Letter letter = carrier(SMS).letters.get(0);
        assertThat(letter.to()).isEqualTo("13900000002");
        assertThat(letter.text()).contains("李志愿").contains("春山42").contains("12:00");
        loop.advance(60 * MINUTE);
        assertThat(carrier(SMS).letters).hasSize(1);
        assertThat(carrier(VOICE).letters).as("one channel is enough").isEmpty();
    }

    @Test
    void resident_withAPage_isNotWrittenTo_unlessWished() {
        Ladder first = node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_WEB);
        loop.advance(MINUTE);
        assertThat(carrier(SMS).letters).isEmpty();
        records.unfollow(first);
        wishes("r-1", wish -> wish.addChannels(SMS));
        node();
        loop.advance(MINUTE);
        assertThat(carrier(SMS).letters).hasSize(1);
    }

    @Test
    void resident_isToldWhenItLapses_andWhenWhoeverWasToComeDoesNot() {
        node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_HOTLINE);
        loop.advance(5_000);
        becomes(VisitState.VISIT_STATE_OPEN, OfferState.OFFER_STATE_HANDED_BACK, Channel.CHANNEL_HOTLINE);
        loop.advance(5_000);
        assertThat(carrier(SMS).letters).extracting(Letter::purpose).containsExactly("ASSIGNED", "RELEASED");
        loop.advance(205 * MINUTE);
        assertThat(carrier(SMS).letters).hasSize(2);
        loop.advance(6 * MINUTE);
        assertThat(carrier(SMS).letters).extracting(Letter::purpose).last().isEqualTo("LAPSING");
    }

    private void teamOffered(OfferState state) {
        Visit open = Visit.newBuilder()
                .setState(VisitState.VISIT_STATE_OPEN)
                .setWindow(window())
                .build();
        Order.Builder order =
                order(OrderState.ORDER_STATE_OPEN, open, Priority.PRIORITY_ROUTINE, Channel.CHANNEL_WEB).toBuilder()
                        .clearVisits()
                        .addTeamOffers(TeamOffer.newBuilder()
                                .setNumber(1)
                                .setTeam("t-1")
                                .setState(state)
                                .setWindow(window())
                                .setSentAtMs(START)
                                .setExpiresAtMs(START + 30 * MINUTE));
        order.getRequestBuilder().setPeople(3).setCommunity("红枫湖社区");
        for (int number = 1; number <= 3; number++) {
            order.addVisits(open.toBuilder().setNumber(number));
        }
        records.happened(order.build());
        loop.runReady();
    }

    @Test
    void leader_whoHasNotAnsweredForTheTeam_isWrittenTo_thenCalled_onceEach() {
        node();
        teamOffered(OfferState.OFFER_STATE_SENT);
        loop.advance(Occasions.LEADER_PATIENCE_MS - 1);
        assertThat(carrier(SMS).letters).isEmpty();
        loop.advance(1 + Ladder.SPREAD_MS);
        assertThat(carrier(SMS).letters).singleElement().satisfies(letter -> {
            assertThat(letter.to()).isEqualTo("13900000001");
            assertThat(letter.key()).isEqualTo(ORDER + ".t1~TEAM_OFFER~v-1");
            assertThat(letter.keys()).isEmpty();
            assertThat(letter.text())
                    .isEqualTo("邻里：有一单想请您的队伍“学院志愿队”去：红枫湖社区的“陪诊”，要3人，3月11日 12:00开始，约60分钟。"
                            + "请在3月11日 10:30前到“负责人”页面（网址后加/leader）答复：要点名谁去，短信和电话接不了。");
            assertThat(letter.text() + letter.values()).doesNotContain("红枫路1号", "春山42", "王奶奶");
        });
        loop.advance(Occasions.LEADER_NEXT_MS + 3 * Ladder.SPREAD_MS);
        assertThat(carrier(VOICE).letters)
                .singleElement()
                .satisfies(letter ->
                        assertThat(letter.text()).contains("“负责人”页面答复").doesNotContain("/leader"));
        loop.advance(60 * MINUTE);
        assertThat(carrier(SMS).letters).hasSize(1);
        assertThat(carrier(VOICE).letters).hasSize(1);
    }

    @Test
    void leader_readsItInEnglish_whereThatIsWished() {
        profiles.put(
                "v-1",
                Profile.newBuilder().setId("v-1").setMessageLanguage("en").build());
        node();
        teamOffered(OfferState.OFFER_STATE_SENT);
        loop.advance(Occasions.LEADER_PATIENCE_MS + Ladder.SPREAD_MS);
        assertThat(carrier(SMS).letters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.text())
                        .isEqualTo("Linli: an order for your team 学院志愿队: Company to the doctor in 红枫湖社区, 3 people,"
                                + " 11 Mar 12:00, about 60 minutes. Please answer before 11 Mar 10:30 on the leaders’"
                                + " page (/leader): it wants names, so it cannot be taken by text or call."));
    }

    @Test
    void leader_whoAnsweredOnThePage_isToldNowhereElse() {
        node();
        teamOffered(OfferState.OFFER_STATE_SENT);
        teamOffered(OfferState.OFFER_STATE_DECLINED);
        loop.advance(60 * MINUTE);
        assertThat(carrier(SMS).letters).isEmpty();
        assertThat(carrier(VOICE).letters).isEmpty();
    }

    @Test
    void restart_afterItWasSent_sendsNothingAgain() {
        Ladder first = node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_HOTLINE);
        loop.advance(5_000);
        records.unfollow(first);
        node();
        node();
        loop.advance(60 * MINUTE);
        assertThat(carrier(SMS).letters).hasSize(1);
    }

    @Test
    void nodes_thatSeeTheSame_sendItOnce() {
        node();
        node();
        node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_HOTLINE);
        loop.advance(60 * MINUTE);
        assertThat(carrier(SMS).letters).hasSize(1);
        assertThat(attempt(0).getTries()).isEqualTo(1);
    }

    @Test
    void nodeThatDiesWhileSending_isFollowedByAnother_underTheSameKey() {
        carrier(SMS).next = new CompletableFuture<>();
        Ladder first = node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_HOTLINE);
        loop.advance(5_000);
        assertThat(attempt(0).getOutcome()).isEqualTo(MessageOutcome.MESSAGE_OUTCOME_CLAIMED);
        records.unfollow(first);
        first.reset();
        carrier(SMS).next = CompletableFuture.completedFuture("c-2");
        node();
        loop.advance(MessageDecisions.CLAIM_MS / 2);
        assertThat(carrier(SMS).letters).hasSize(1);
        loop.advance(MessageDecisions.CLAIM_MS);
        assertThat(carrier(SMS).letters).extracting(Letter::key).hasSize(2).containsOnly(OFFER + "~ASSIGNED~r-1");
        assertThat(attempt(0).getOutcome()).isEqualTo(MessageOutcome.MESSAGE_OUTCOME_SENT);
    }

    @Test
    void store_thatIsAwayWhileTheCarrierAnswers_learnsOfItAfterwards() {
        CompletableFuture<String> slow = new CompletableFuture<>();
        carrier(SMS).next = slow;
        node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_HOTLINE);
        loop.advance(5_000);
        records.away(true);
        slow.complete("c-9");
        loop.advance(8_000);
        records.away(false);
        loop.advance(2_000);
        assertThat(attempt(0).getOutcome()).isEqualTo(MessageOutcome.MESSAGE_OUTCOME_SENT);
        assertThat(carrier(SMS).letters).hasSize(1);
    }

    @Test
    void carrier_thatFailedForNow_isTriedAgainLater_aFewTimes() {
        carriers.remove(VOICE);
        carrier(SMS).next = CompletableFuture.failedFuture(Undelivered.forNow("status-503"));
        node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_HOTLINE);
        loop.advance(120 * MINUTE);
        assertThat(carrier(SMS).letters).hasSize(MessageDecisions.MOST_TRIES);
        assertThat(carrier(SMS).letters).extracting(Letter::key).containsOnly(OFFER + "~ASSIGNED~r-1");
    }

    @Test
    void report_ofADay_countsByChannelPurposeAndOutcome() {
        Ladder ladder = node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_HOTLINE);
        loop.advance(5_000);
        var report = ladder.report(START, START + MINUTE).toCompletableFuture();
        var later = ladder.report(START + MINUTE, START + 2 * MINUTE).toCompletableFuture();
        loop.runReady();
        assertThat(report.join()).containsExactly(new DayReport.Line("SMS", "ASSIGNED", "SENT", 1, 45));
        assertThat(later.join()).isEmpty();
    }

    @Test
    void drain_waitsForWhatIsUnderWay_andBeginsNothingMore() {
        CompletableFuture<String> slow = new CompletableFuture<>();
        carrier(SMS).next = slow;
        Ladder ladder = node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_HOTLINE);
        loop.advance(5_000);
        var drained = ladder.drain().toCompletableFuture();
        loop.runReady();
        assertThat(drained).isNotDone();
        slow.complete("c-1");
        loop.runReady();
        assertThat(drained).isCompleted();
        assertThat(attempt(0).getOutcome()).isEqualTo(MessageOutcome.MESSAGE_OUTCOME_SENT);
        becomes(VisitState.VISIT_STATE_OPEN, OfferState.OFFER_STATE_HANDED_BACK, Channel.CHANNEL_HOTLINE);
        loop.advance(MINUTE);
        assertThat(carrier(SMS).letters).hasSize(1);
    }

    private NumberBinding binding() {
        return records.messages(ORDER).getBindings(0);
    }

    @Test
    void assignment_getsANumberOnce_andGivesItBackAtCheckOut() {
        node();
        node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_WEB);
        loop.advance(MINUTE);
        assertThat(numbers.bound).containsExactly(Map.entry("number~" + OFFER, "13900000001/13900000002"));
        assertThat(binding().getNumber()).isEqualTo("95013");
        assertThat(numbers.released).isEmpty();
        becomes(VisitState.VISIT_STATE_DONE, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_WEB);
        loop.advance(MINUTE);
        assertThat(numbers.released).contains("number~" + OFFER);
        assertThat(binding().getReleasedAtMs()).isPositive();
    }

    @Test
    void numbers_thatFailForNow_areAskedAgain_toBindAndToRelease() {
        numbers.failures = 3;
        node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_WEB);
        loop.advance(5_000);
        assertThat(records.messages(ORDER).getBindingsCount()).isZero();
        loop.advance(MINUTE);
        assertThat(binding().getReleasedAtMs()).isZero();
        numbers.failures = 2;
        becomes(VisitState.VISIT_STATE_OPEN, OfferState.OFFER_STATE_HANDED_BACK, Channel.CHANNEL_WEB);
        loop.advance(MINUTE);
        assertThat(binding().getReleasedAtMs()).isPositive();
    }

    @Test
    void number_afterARestart_isNeitherBoundAgainNorForgotten() {
        Ladder first = node();
        becomes(VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_WEB);
        loop.advance(MINUTE);
        records.unfollow(first);
        first.reset();
        loop.runReady();
        numbers.bound.clear();
        node();
        loop.advance(MINUTE);
        assertThat(numbers.bound).isEmpty();
        becomes(VisitState.VISIT_STATE_DONE, OfferState.OFFER_STATE_ACCEPTED, Channel.CHANNEL_WEB);
        loop.advance(MINUTE);
        assertThat(numbers.released).containsExactly("number~" + OFFER);
    }
}
