package org.linli.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.proto.Activity;
import org.linli.proto.ActivityState;
import org.linli.proto.Change;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Order;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.Profile;
import org.linli.proto.Window;

class CloudEventsTest {
    private static final String ID = "520181-activity-1";

    private static Participant.Builder person(String id, ParticipantState state) {
        return Participant.newBuilder().setPersonId(id).setState(state);
    }

    private static Activity.Builder lunch() {
        return Activity.newBuilder()
                .setId(ID)
                .setState(ActivityState.ACTIVITY_STATE_CLOSED)
                .setTitle("给王阿姨送饭")
                .setPlaceName("红枫社区 1 号")
                .setCommunity("north")
                .setLeaderId("l-1")
                .setPlaces(5)
                .setGuestPlaces(20)
                .setWindow(Window.newBuilder().setStartMs(1_000).setEndMs(2_000))
                .addParticipants(person("v-1", ParticipantState.PARTICIPANT_STATE_CONFIRMED)
                        .setCreditedMinutes(90))
                .addParticipants(person("v-2", ParticipantState.PARTICIPANT_STATE_ABSENT))
                .addParticipants(person("r-1", ParticipantState.PARTICIPANT_STATE_DONE)
                        .setGuest(true)
                        .setCircumstance("low-income"))
                .addParticipants(
                        person("r-2", ParticipantState.PARTICIPANT_STATE_LEFT).setGuest(true));
    }

    private static Change change(String key, Entity.Builder after) {
        return Change.newBuilder().setKey(key).setVersion(7).setAfter(after).build();
    }

    private static List<CloudEvents.Event> events(Change... changes) {
        return CloudEvents.of(
                "520181",
                Entry.newBuilder()
                        .setGeneration(3)
                        .setSequence(42)
                        .setAtMs(5_000)
                        .addAllChanges(List.of(changes))
                        .build());
    }

    @Test
    void activity_changed_isAnEventWithItsVolunteersAndANumberOfGuests() {
        List<CloudEvents.Event> events =
                events(change(EntityKey.activity(ID), Entity.newBuilder().setActivity(lunch())));
        assertThat(events).hasSize(1);
        JsonObject event = events.get(0).json();
        assertThat(event.getString("id"))
                .isEqualTo("3-42." + ID)
                .isEqualTo(events.get(0).id());
        assertThat(event.getString("type")).isEqualTo("org.linli.activity.changed");
        assertThat(event.getString("subject")).isEqualTo(ID);
        assertThat(event.getJsonObject("data")).isEqualTo(new JsonObject("""
            {"id":"520181-activity-1","version":7,"state":"CLOSED","community":"north","leaderId":"l-1",
             "window":{"start":"1970-01-01T00:00:01Z","end":"1970-01-01T00:00:02Z"},
             "places":5,"guestPlaces":20,"guests":1,
             "volunteers":[{"volunteerId":"v-1","state":"CONFIRMED","creditedMinutes":90},
                           {"volunteerId":"v-2","state":"ABSENT"}]}
            """));
    }

    @Test
    void activity_ofWhicheverState_tellsNoWordOfPeopleAndNobodyWhoIsHelped() {
        String told = events(change(EntityKey.activity(ID), Entity.newBuilder().setActivity(lunch())))
                .get(0)
                .json()
                .encode();
        assertThat(told).doesNotContain("王阿姨", "1 号", "r-1", "low-income");
    }

    @Test
    void entry_withSeveralChanges_isToldInItsOrder_andWhatIsOfPeopleIsNot() {
        assertThat(events(
                        change(EntityKey.profile("v-1"), Entity.newBuilder().setProfile(Profile.getDefaultInstance())),
                        change(EntityKey.activity(ID), Entity.newBuilder().setActivity(lunch())),
                        change(
                                EntityKey.order("o-1"),
                                Entity.newBuilder().setOrder(Order.newBuilder().setId("o-1")))))
                .extracting(event -> event.json().getString("type"))
                .containsExactly("org.linli.activity.changed", "org.linli.order.changed");
    }
}
