package org.linli.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.gateway.frame.DoorWords;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.http.Language;
import org.linli.gateway.schema.Documents;
import org.linli.gateway.view.RegionView;
import org.linli.matcher.dispatch.Positions;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Activity;
import org.linli.proto.ActivityState;
import org.linli.proto.Actor;
import org.linli.proto.Calendar;
import org.linli.proto.CallUp;
import org.linli.proto.Change;
import org.linli.proto.Duty;
import org.linli.proto.Emergency;
import org.linli.proto.EmergencyKind;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Organisation;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.PositionSample;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.Team;
import org.linli.proto.TeamOffer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerFile;

/**
 * Every frame of the stream's document × every role × one's own thing, another's, or one that belongs to no community:
 * heard where the table says, and nowhere else. A frame of the document that is not in the table fails.
 */
class FrameMatrixTest {
    private static final RegionPolicy POLICY = PolicyReader.defaultFor("520181");
    private static final String ADDRESS = "红枫湖路1号";
    private static final String CODE_WORD = "春山42";
    private static final Set<Role> REGION = EnumSet.of(Role.DISPATCHER, Role.AGENT);

    /** Whose thing it is, and in which community. */
    private enum Whose {
        OWN_AS_RESIDENT("me", "v-2", "north"),
        OWN_AS_VOLUNTEER("r-2", "me", "north"),
        /** Ordered by the organisation for a resident of its partner community; its team, and an activity there. */
        OWN_AS_ORGANISATION("r-2", "v-2", "south"),
        OTHERS_OF_THE_COMMUNITY("r-2", "v-2", "north"),
        OTHERS("r-2", "v-2", "south"),
        OF_NO_COMMUNITY("r-2", "v-2", "");

        final String resident;
        final String volunteer;
        final String community;

        Whose(String resident, String volunteer, String community) {
            this.resident = resident;
            this.volunteer = volunteer;
            this.community = community;
        }

        /** As what the account acts for, to those alone who are signed in as an organisation. */
        boolean actedForBy(Role role) {
            return this == OWN_AS_ORGANISATION && role == Role.ORG;
        }

        /** As staff of the region, or of the community. */
        boolean overseenBy(Role role) {
            return REGION.contains(role) || (role == Role.COMMUNITY && community.equals("north"));
        }
    }

    /** A connection's own frames say nothing of anybody. */
    private static final BiPredicate<Role, Whose> CONNECTION = (role, whose) -> true;

    private static final BiPredicate<Role, Whose> ASKED = (role, whose) -> whose == Whose.OWN_AS_VOLUNTEER;
    private static final BiPredicate<Role, Whose> PARTIES_AND_STAFF = (role, whose) -> whose == Whose.OWN_AS_VOLUNTEER
            || whose == Whose.OWN_AS_RESIDENT
            || whose.actedForBy(role)
            || whose.overseenBy(role);
    private static final BiPredicate<Role, Whose> RECEIVERS_AND_STAFF =
            (role, whose) -> whose == Whose.OWN_AS_RESIDENT || whose.actedForBy(role) || whose.overseenBy(role);
    private static final BiPredicate<Role, Whose> OWN_OR_THE_ORGANISATIONS =
            (role, whose) -> whose == Whose.OWN_AS_VOLUNTEER || whose.actedForBy(role);
    private static final BiPredicate<Role, Whose> STAFF = (role, whose) -> whose.overseenBy(role);

    private static final Map<String, BiPredicate<Role, Whose>> TABLE = Map.ofEntries(
            Map.entry("welcome", CONNECTION),
            Map.entry("snapshot", CONNECTION),
            Map.entry("pong", CONNECTION),
            Map.entry("bye", CONNECTION),
            Map.entry("offer", ASKED),
            Map.entry("offer.closed", ASKED),
            Map.entry("invitation", ASKED),
            Map.entry("assignment", PARTIES_AND_STAFF),
            Map.entry("visit", PARTIES_AND_STAFF),
            Map.entry("order", RECEIVERS_AND_STAFF),
            Map.entry("duty", (role, whose) -> whose == Whose.OWN_AS_VOLUNTEER || whose.overseenBy(role)),
            Map.entry("activity", OWN_OR_THE_ORGANISATIONS),
            Map.entry("emergency", CONNECTION),
            Map.entry("call.up", ASKED),
            Map.entry("team", OWN_OR_THE_ORGANISATIONS),
            Map.entry("team.offer", ASKED),
            Map.entry("positions", STAFF));

    private final VirtualLoop loop = new VirtualLoop();
    private final RegionView view = new RegionView();
    private final Pusher pusher = new Pusher(
            loop,
            view,
            new Frames(
                    () -> POLICY,
                    (reason, language) -> reason.getCode(),
                    new DoorWords((purpose, text) -> ByteString.copyFrom(new byte[] {4, 5}))),
            (order, wanted, people) -> CompletableFuture.completedFuture(secrets(wanted)),
            () -> 1000,
            "node-1");
    private final List<JsonObject> heard = new ArrayList<>();
    private long sequence;

    private static Secrets secrets(boolean wanted) {
        OrderPrivate own = OrderPrivate.newBuilder()
                .setAddress(ADDRESS)
                .setCodeWord(CODE_WORD)
                .build();
        return new Secrets(
                wanted ? own : OrderPrivate.getDefaultInstance(),
                Map.of("v-2", ProfilePrivate.newBuilder().setName("王芳").build()));
    }

    /** One position, of whoever has the visit. */
    private record OnePosition(String volunteerId) implements Positions {
        @Override
        public void report(PositionSample sample) {}

        @Override
        public void forget(String volunteer) {}

        @Override
        public void forEach(Consumer<PositionSample> visitor) {
            visitor.accept(PositionSample.newBuilder()
                    .setVolunteerId(volunteerId)
                    .setAtMs(900)
                    .build());
        }
    }

    private final Connection wires = new Connection() {
        @Override
        public void send(byte[] message) {
            heard.add(new JsonObject(new String(message, StandardCharsets.UTF_8)));
        }

        @Override
        public long pendingBytes() {
            return 0;
        }

        @Override
        public void close(int code, String reason) {}
    };

    private void commit(Change.Builder... changes) {
        sequence++;
        Entry.Builder entry = Entry.newBuilder().setGeneration(1).setSequence(sequence);
        for (Change.Builder change : changes) {
            entry.addChanges(change.setVersion(sequence));
        }
        pusher.apply(entry.build());
        loop.runReady();
    }

    private static Change.Builder duty(Whose whose) {
        Calendar calendar = Calendar.newBuilder()
                .setVolunteerId(whose.volunteer)
                .setDuty(Duty.newBuilder().setOn(true).setSinceMs(1))
                .build();
        return Change.newBuilder()
                .setKey("calendar:" + whose.volunteer)
                .setAfter(Entity.newBuilder().setCalendar(calendar));
    }

    private static Change.Builder calledUp(Whose whose) {
        Change.Builder calendar = duty(whose);
        calendar.getAfterBuilder()
                .getCalendarBuilder()
                .setCallUp(CallUp.newBuilder().setEmergencyId("e-1").setState(CallUp.State.STATE_ASKED));
        return calendar;
    }

    private static Change.Builder emergency() {
        Emergency storm = Emergency.newBuilder()
                .setId("e-1")
                .setKind(EmergencyKind.EMERGENCY_KIND_STORM)
                .setTextZh("台风")
                .build();
        return Change.newBuilder()
                .setKey("emergency:current")
                .setAfter(Entity.newBuilder().setEmergency(storm));
    }

    private static Change.Builder profile(Whose whose) {
        VolunteerFile.Builder file = VolunteerFile.newBuilder();
        if (!whose.community.isEmpty()) {
            file.addCommunities(whose.community);
        }
        Profile profile =
                Profile.newBuilder().setId(whose.volunteer).setVolunteer(file).build();
        return Change.newBuilder()
                .setKey("profile:" + whose.volunteer)
                .setAfter(Entity.newBuilder().setProfile(profile));
    }

    private static Change.Builder order(Whose whose, VisitState state, OfferState offer) {
        boolean taken = state == VisitState.VISIT_STATE_ASSIGNED || state == VisitState.VISIT_STATE_CONFIRMED;
        Visit.Builder visit =
                Visit.newBuilder().setNumber(1).setState(state).setVolunteerId(taken ? whose.volunteer : "");
        if (state == VisitState.VISIT_STATE_INVITED) {
            visit.addInvitedVolunteers(whose.volunteer);
        }
        if (offer != OfferState.OFFER_STATE_UNSPECIFIED) {
            visit.addOffers(Offer.newBuilder()
                    .setNumber(1)
                    .setVolunteerId(whose.volunteer)
                    .setState(offer));
        }
        Order order = Order.newBuilder()
                .setId("o-1")
                .setResidentId(whose.resident)
                .setActor(
                        whose == Whose.OWN_AS_ORGANISATION
                                ? Actor.newBuilder().setSubject("me").setRole(org.linli.proto.Role.ROLE_ORG)
                                : Actor.newBuilder().setSubject(whose.resident))
                .setState(taken ? OrderState.ORDER_STATE_ASSIGNED : OrderState.ORDER_STATE_OPEN)
                .setRequest(OrderRequest.newBuilder().setService("talk").setCommunity(whose.community))
                .addVisits(visit)
                .addTeamOffers(
                        TeamOffer.newBuilder().setNumber(1).setTeam("t-1").setState(OfferState.OFFER_STATE_DECLINED))
                .build();
        return Change.newBuilder()
                .setKey("order:o-1")
                .setAfter(Entity.newBuilder().setOrder(order));
    }

    /** One that the volunteer has joined. */
    private static Change.Builder activity(Whose whose) {
        Activity activity = Activity.newBuilder()
                .setId("a-1")
                .setState(ActivityState.ACTIVITY_STATE_PUBLISHED)
                .setLeaderId("v-9")
                .setCommunity(whose.community)
                .addParticipants(Participant.newBuilder()
                        .setNumber(1)
                        .setPersonId(whose.volunteer)
                        .setState(ParticipantState.PARTICIPANT_STATE_JOINED))
                .build();
        return Change.newBuilder()
                .setKey("activity:a-1")
                .setAfter(Entity.newBuilder().setActivity(activity));
    }

    private static Change.Builder organisation(Whose whose) {
        Organisation organisation = Organisation.newBuilder()
                .setId("p-1")
                .addCommunities(whose.community)
                .addAccounts(whose == Whose.OWN_AS_ORGANISATION ? "me" : "p-2")
                .build();
        return Change.newBuilder()
                .setKey("organisation:p-1")
                .setAfter(Entity.newBuilder().setOrganisation(organisation));
    }

    /** One that the volunteer leads. */
    private static Change.Builder team(Whose whose) {
        Team team = Team.newBuilder()
                .setId("t-1")
                .setOrganisation("p-1")
                .setLeaderId(whose.volunteer)
                .addCommunities(whose.community)
                .build();
        return Change.newBuilder()
                .setKey("team:t-1")
                .setAfter(Entity.newBuilder().setTeam(team));
    }

    /** What happens to one order, from an invitation over an offer to the end. */
    private void story(Whose whose) {
        commit(profile(whose));
        commit(organisation(whose));
        commit(emergency());
        commit(duty(whose));
        commit(calledUp(whose));
        commit(activity(whose));
        commit(team(whose));
        commit(order(whose, VisitState.VISIT_STATE_INVITED, OfferState.OFFER_STATE_UNSPECIFIED));
        commit(order(whose, VisitState.VISIT_STATE_OFFERED, OfferState.OFFER_STATE_SENT));
        commit(order(whose, VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED));
        commit(order(whose, VisitState.VISIT_STATE_CONFIRMED, OfferState.OFFER_STATE_ACCEPTED));
    }

    private void listen(Role role) {
        Caller caller = new Caller("me", Set.of(role), "520181", Set.of("north"), 2_000_000);
        Set<String> topics = new LinkedHashSet<>();
        for (String topic : List.of("me", "queue", "map")) {
            if (Listener.mayHear(caller, topic)) {
                topics.add(topic);
            }
        }
        pusher.join(new Listener(caller, topics, Wire.JSON, Language.ZH, null, "", wires));
        loop.runReady();
    }

    private Set<String> types() {
        Set<String> types = new LinkedHashSet<>();
        heard.forEach(frame -> types.add(frame.getString("type")));
        return types;
    }

    private static Stream<String> documented() {
        return Documents.asyncApi().getJsonObject("operations").getJsonObject("hear").getJsonArray("messages").stream()
                .map(message -> ((JsonObject) message).getString("$ref"))
                .map(ref -> Documents.find(Documents.asyncApi(), ref).orElseThrow())
                .map(message -> Documents.find(Documents.asyncApi(), message.getString("$ref"))
                        .orElseThrow())
                .map(message -> message.getString("title"));
    }

    static Stream<Role> roles() {
        return Stream.of(Role.values());
    }

    @Test
    void table_hasEveryFrameOfTheDocument() {
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(TABLE.keySet());
    }

    @ParameterizedTest
    @MethodSource("roles")
    void frames_byEachRole_areHeardOfOwnOthersAndNobodysAsTheTableSays(Role role) {
        for (Whose whose : Whose.values()) {
            FrameMatrixTest fresh = new FrameMatrixTest();
            fresh.hearTheStory(role, whose);
            for (String type : List.of(
                    "offer",
                    "offer.closed",
                    "invitation",
                    "assignment",
                    "visit",
                    "order",
                    "duty",
                    "activity",
                    "emergency",
                    "call.up",
                    "team",
                    "team.offer",
                    "positions")) {
                assertThat(fresh.types().contains(type))
                        .as(type + " of " + whose + " by " + role)
                        .isEqualTo(TABLE.getOrDefault(type, STAFF).test(role, whose));
            }
            fresh.tellsNoSecret(role, whose);
        }
    }

    private void hearTheStory(Role role, Whose whose) {
        MapFeed map = new MapFeed(pusher, view, new OnePosition(whose.volunteer), () -> 1000);
        pusher.ready(1, 0);
        loop.runReady();
        map.start();
        listen(role);
        story(whose);
        loop.advance(2 * MapFeed.EVERY_MS);
        map.close();
    }

    /** The address is its volunteer's to know, the code word the resident's; nobody hears either through a queue. */
    private void tellsNoSecret(Role role, Whose whose) {
        String text = heard.toString();
        assertThat(text.contains(ADDRESS))
                .as("the address, " + whose + " by " + role)
                .isEqualTo(whose == Whose.OWN_AS_VOLUNTEER);
        assertThat(text.contains(CODE_WORD))
                .as("the code word, " + whose + " by " + role)
                .isEqualTo(whose == Whose.OWN_AS_RESIDENT);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void snapshot_byEachRole_holdsWhatItsFramesWouldHaveTold(Role role) {
        for (Whose whose : Whose.values()) {
            FrameMatrixTest fresh = new FrameMatrixTest();
            fresh.pusher.ready(1, 0);
            fresh.loop.runReady();
            fresh.commit(profile(whose));
            fresh.commit(organisation(whose));
            fresh.commit(activity(whose));
            fresh.commit(team(whose));
            fresh.commit(order(whose, VisitState.VISIT_STATE_OFFERED, OfferState.OFFER_STATE_SENT));
            fresh.listen(role);
            JsonObject snapshot = fresh.heard.get(fresh.heard.size() - 1);
            assertThat(snapshot.containsKey("orders")
                            && !snapshot.getJsonArray("orders").isEmpty())
                    .as("the order, " + whose + " by " + role)
                    .isEqualTo(RECEIVERS_AND_STAFF.test(role, whose));
            assertThat(snapshot.containsKey("offers")
                            && !snapshot.getJsonArray("offers").isEmpty())
                    .as("the offer, " + whose + " by " + role)
                    .isEqualTo(ASKED.test(role, whose));
            for (String list : List.of("activities", "teams")) {
                assertThat(snapshot.containsKey(list)
                                && !snapshot.getJsonArray(list).isEmpty())
                        .as(list + ", " + whose + " by " + role)
                        .isEqualTo(OWN_OR_THE_ORGANISATIONS.test(role, whose));
            }
        }
    }

    /** Somebody of a community who is asked to help in another hears as the volunteer, not as staff. */
    @Test
    void snapshot_ofCommunityStaffAskedElsewhere_holdsTheOfferAlone() {
        pusher.ready(1, 0);
        loop.runReady();
        Whose elsewhere = Whose.OTHERS;
        Change.Builder order = order(elsewhere, VisitState.VISIT_STATE_OFFERED, OfferState.OFFER_STATE_SENT);
        order.getAfterBuilder()
                .getOrderBuilder()
                .getVisitsBuilder(0)
                .getOffersBuilder(0)
                .setVolunteerId("me");
        commit(order);
        listen(Role.COMMUNITY);
        JsonObject snapshot = heard.get(heard.size() - 1);
        assertThat(snapshot.getJsonArray("offers")).hasSize(1);
        assertThat(snapshot.getString("orders", "[]")).isEqualTo("[]");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void topics_ofTheRegion_areOpenToItsStaffAlone(Role role) {
        Caller caller = new Caller("me", Set.of(role), "520181", Set.of("north"), 2000);
        boolean staff = REGION.contains(role) || role == Role.COMMUNITY;
        assertThat(Listener.mayHear(caller, "me")).isTrue();
        assertThat(Listener.mayHear(caller, "queue")).isEqualTo(staff);
        assertThat(Listener.mayHear(caller, "map")).isEqualTo(staff);
        assertThat(Listener.mayHear(caller, "everything")).isFalse();
    }
}
