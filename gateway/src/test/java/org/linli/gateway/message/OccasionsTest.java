package org.linli.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.frame.DoorWords;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessagePurpose;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderMessages;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.Window;

class OccasionsTest {
    private static final RegionPolicy POLICY = PolicyReader.defaultFor("520181");
    private static final long ACCEPTED_MS = 1_773_194_400_000L;
    private static final Frames FRAMES = new Frames(
            () -> POLICY,
            (reason, language) -> reason.getCode(),
            new DoorWords((purpose, text) -> ByteString.copyFrom(new byte[] {4, 5})));
    private static final Window WINDOW = Window.newBuilder()
            .setStartMs(ACCEPTED_MS + 3_600_000)
            .setEndMs(ACCEPTED_MS + 7_200_000)
            .build();

    /** A visit that v-1 has, by the team of this id or by none. */
    private static Order taken(String team) {
        Offer accepted = Offer.newBuilder()
                .setNumber(1)
                .setVolunteerId("v-1")
                .setState(OfferState.OFFER_STATE_ACCEPTED)
                .setVisitWindow(WINDOW)
                .setClosedAtMs(ACCEPTED_MS)
                .setTeam(team)
                .build();
        return Order.newBuilder()
                .setId("520181-order-1")
                .setResidentId("r-1")
                .setState(OrderState.ORDER_STATE_ASSIGNED)
                .setRequest(OrderRequest.newBuilder()
                        .setService("talk")
                        .setDurationMinutes(60)
                        .setWindow(WINDOW))
                .addVisits(Visit.newBuilder()
                        .setNumber(1)
                        .setState(VisitState.VISIT_STATE_ASSIGNED)
                        .setVolunteerId("v-1")
                        .setAcceptedOffer(1)
                        .setWindow(WINDOW)
                        .addOffers(accepted))
                .build();
    }

    private static List<Occasion> to(String person, Order order) {
        return Occasions.of(order, OrderMessages.getDefaultInstance(), POLICY, id -> Optional.empty()).stream()
                .filter(occasion -> occasion.recipient().equals(person))
                .toList();
    }

    @Test
    void namedByALeader_isToldSo_untilTheStart() {
        List<Occasion> told = to("v-1", taken("t-1"));
        assertThat(told).extracting(Occasion::purpose).containsExactly(MessagePurpose.MESSAGE_PURPOSE_NAMED);
        assertThat(told.get(0).untilMs()).isEqualTo(WINDOW.getStartMs());
        assertThat(to("v-1", taken(""))).isEmpty();
    }

    @Test
    void letterAboutAnOrderWhoseTimeIsOver_saysThatAnEmergencyHadItWait_whereItDid() {
        Order expired = Order.newBuilder()
                .setId("520181-order-2")
                .setResidentId("r-1")
                .setState(OrderState.ORDER_STATE_EXPIRED)
                .setClosedAtMs(WINDOW.getEndMs())
                .setRequest(OrderRequest.newBuilder().setService("talk").setWindow(WINDOW))
                .build();
        Order paused = expired.toBuilder().setEscalationCode("emergency-paused").build();
        for (MessageChannel channel :
                List.of(MessageChannel.MESSAGE_CHANNEL_SMS, MessageChannel.MESSAGE_CHANNEL_VOICE)) {
            assertThat(text(paused, channel, false)).isEqualTo("邻里：很抱歉，这次没有为您的“陪聊”找到人。应急期间，不紧急的单子先等着，没有派人。需要请再拨12345。");
            assertThat(text(paused, channel, true)).contains("an emergency had less urgent help wait");
            assertThat(text(expired, channel, false)).doesNotContain("应急", "{");
            assertThat(text(expired, channel, true)).doesNotContain("emergency", "{");
        }
    }

    private static String text(Order order, MessageChannel channel, boolean english) {
        return new Wording(FRAMES, id -> Optional.empty())
                .letter(
                        to("r-1", order).get(0),
                        channel,
                        order,
                        new Secrets(OrderPrivate.getDefaultInstance(), Map.of()),
                        english)
                .text();
    }

    @Test
    void letterToTheNamed_hasNeitherAddressNorTheWordsAtTheDoor() {
        Order order = taken("t-1");
        OrderPrivate secrets = OrderPrivate.newBuilder()
                .setAddress("红枫湖路1号")
                .setCodeWord("春山42")
                .build();
        Letter letter = new Wording(FRAMES, id -> Optional.empty())
                .letter(
                        to("v-1", order).get(0),
                        MessageChannel.MESSAGE_CHANNEL_SMS,
                        order,
                        new Secrets(secrets, Map.of()),
                        false);
        assertThat(letter.text()).contains("队长点了您").doesNotContain("{");
        assertThat(letter.text() + letter.values()).doesNotContain("春山42", "红枫湖路1号");
    }
}
