package org.linli.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.linli.proto.Ack;
import org.linli.proto.ClientFrame;
import org.linli.proto.Hello;
import org.linli.proto.OfferFrame;
import org.linli.proto.ServerFrame;
import org.linli.proto.VisitCard;

class FrameCodecTest {
    private static final String OFFER = """
            {"type":"offer","seq":"1-42","offerId":"o.1.1","visit":{"visitId":"o.1","orderId":"o",
             "location":{"lat":26.5,"lng":106.4},"start":"2026-11-22T10:00:00Z"},
             "expiresAt":"2026-11-22T10:00:30Z","travelSeconds":240,"points":1.5,"news":"of a later version",
             "reasons":[{"code":"NEAREST","amount":700,"text":"700 m"}],"state":"SENT"}""";

    @Test
    void json_offer_saysTheSameAsProto() {
        ServerFrame frame = new JsonFrames().decode(Buffer.buffer(OFFER));

        assertThat(frame.getSeq()).isEqualTo("1-42");
        assertThat(frame.getOffer().getOfferId()).isEqualTo("o.1.1");
        assertThat(frame.getOffer().getVisit().getLocation().getLat()).isEqualTo(26.5);
        assertThat(frame.getOffer().getExpiresAt().getSeconds()).isEqualTo(1_795_341_630L);
        assertThat(new ProtoFrames().decode(Buffer.buffer(frame.toByteArray()))).isEqualTo(frame);
    }

    @Test
    void json_closedOfferAndSnapshot_areKnown() {
        ServerFrame closed = new JsonFrames()
                .decode(Buffer.buffer("{\"type\":\"offer.closed\",\"seq\":\"1-43\",\"offerId\":\"o.1.1\"}"));
        ServerFrame snapshot = new JsonFrames()
                .decode(Buffer.buffer("{\"type\":\"snapshot\",\"seq\":\"1-43\",\"offers\":[{\"offerId\":\"x\"}]}"));

        assertThat(closed.getOfferClosed().getOfferId()).isEqualTo("o.1.1");
        assertThat(snapshot.getSnapshot().getOffers(0).getOfferId()).isEqualTo("x");
    }

    @Test
    void json_unknownType_isAnEmptyFrame() {
        ServerFrame frame = new JsonFrames().decode(Buffer.buffer("{\"type\":\"weather\",\"seq\":\"1-9\"}"));

        assertThat(frame.getBodyCase()).isEqualTo(ServerFrame.BodyCase.BODY_NOT_SET);
        assertThat(frame.getSeq()).isEqualTo("1-9");
    }

    @Test
    void json_notAFrame_isRefused() {
        assertThatThrownBy(() -> new JsonFrames().decode(Buffer.buffer("[1]")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProtoFrames().decode(Buffer.buffer("{\"type\":1}")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void json_clientFrames_areFlat() {
        ClientFrame hello = ClientFrame.newBuilder()
                .setHello(Hello.newBuilder().addTopics("me").setResumeFrom("1-7"))
                .build();
        ClientFrame ack = ClientFrame.newBuilder()
                .setAck(Ack.newBuilder().setOfferId("o.1.1"))
                .build();

        JsonObject said = new JsonFrames().encode(hello).toJsonObject();
        assertThat(said.getString("type")).isEqualTo("hello");
        assertThat(said.getString("resumeFrom")).isEqualTo("1-7");
        assertThat(said.getJsonArray("topics").getString(0)).isEqualTo("me");
        assertThat(new JsonFrames().encode(ack).toJsonObject())
                .isEqualTo(new JsonObject().put("type", "ack").put("offerId", "o.1.1"));
    }

    @Test
    void resume_framesOfOneEntry_areAllTakenAndOldOnesNot() {
        ResumePoint point = new ResumePoint();
        assertThat(point.text()).isEmpty();
        assertThat(point.take(at("1-5"))).isTrue();
        assertThat(point.take(at("1-5"))).isTrue();
        assertThat(point.take(at("1-4"))).isFalse();
        assertThat(point.text()).isEqualTo("1-5");
        assertThat(point.take(at("1-5"))).isFalse();
        assertThat(point.take(at("1-6"))).isTrue();
        assertThat(point.take(at("2-1"))).isTrue();
        assertThat(point.take(at(""))).isTrue();
    }

    private static ServerFrame at(String seq) {
        return ServerFrame.newBuilder()
                .setSeq(seq)
                .setOffer(OfferFrame.newBuilder().setVisit(VisitCard.getDefaultInstance()))
                .build();
    }
}
