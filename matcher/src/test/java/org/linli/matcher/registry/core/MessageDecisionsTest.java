package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.proto.Actor;
import org.linli.proto.AdvanceWebhook;
import org.linli.proto.BindNumber;
import org.linli.proto.ClaimMessage;
import org.linli.proto.MessageAttempt;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessageOutcome;
import org.linli.proto.MessagePurpose;
import org.linli.proto.MessageWishes;
import org.linli.proto.NumberBinding;
import org.linli.proto.OrderMessages;
import org.linli.proto.Profile;
import org.linli.proto.PutProfile;
import org.linli.proto.Reading;
import org.linli.proto.ReleaseNumber;
import org.linli.proto.Reply;
import org.linli.proto.ResidentFile;
import org.linli.proto.Role;
import org.linli.proto.SettleMessage;

/** What is sent, to whom and what came of it, as the records decide it. */
class MessageDecisionsTest {
    private static final String ORDER = "520181-order-1";
    private static final String OFFER = ORDER + ".1.1";

    private final Neighbourhood place = new Neighbourhood();

    private Reply claim(MessageChannel channel) {
        return claim(channel, OFFER);
    }

    private Reply claim(MessageChannel channel, String subject) {
        return place.as(
                Neighbourhood.engine(),
                command -> command.setClaimMessage(ClaimMessage.newBuilder()
                        .setOrderId(ORDER)
                        .setSubject(subject)
                        .setRecipient("v-1")
                        .setPurpose(MessagePurpose.MESSAGE_PURPOSE_OFFER)
                        .setChannel(channel)
                        .setCarrier("sms-one")));
    }

    private Reply settle(MessageOutcome outcome, boolean mayRetry) {
        return place.as(
                Neighbourhood.engine(),
                command -> command.setSettleMessage(SettleMessage.newBuilder()
                        .setOrderId(ORDER)
                        .setSubject(OFFER)
                        .setRecipient("v-1")
                        .setPurpose(MessagePurpose.MESSAGE_PURPOSE_OFFER)
                        .setChannel(MessageChannel.MESSAGE_CHANNEL_SMS)
                        .setOutcome(outcome)
                        .setCarrierRef("c-9")
                        .setCostMilli(45)
                        .setMayRetry(mayRetry)));
    }

    private OrderMessages messages() {
        return place.store.get(EntityKey.messages(ORDER)).entity().getMessages();
    }

    private MessageAttempt attempt() {
        return messages().getMessages(0).getAttempts(0);
    }

    @Test
    void claim_ofAFreshKey_isWrittenDownBeforeAnythingIsSent() {
        assertThat(claim(MessageChannel.MESSAGE_CHANNEL_SMS).getState()).isEqualTo("CLAIMED");
        assertThat(attempt().getOutcome()).isEqualTo(MessageOutcome.MESSAGE_OUTCOME_CLAIMED);
        assertThat(attempt().getTries()).isEqualTo(1);
        assertThat(attempt().getClaimedAtMs()).isEqualTo(place.now);
    }

    @Test
    void claim_whileAnotherHoldsIt_isRefused_andIsFreeWhenThatRunsOut() {
        claim(MessageChannel.MESSAGE_CHANNEL_SMS);
        place.pass(MessageDecisions.CLAIM_MS - 1);
        assertThat(claim(MessageChannel.MESSAGE_CHANNEL_SMS).getProblem()).isEqualTo("illegal-transition");
        place.pass(1);
        assertThat(claim(MessageChannel.MESSAGE_CHANNEL_SMS).getState()).isEqualTo("CLAIMED");
        assertThat(attempt().getTries()).isEqualTo(2);
    }

    @Test
    void claim_ofWhatWasSent_isRefusedForEver() {
        claim(MessageChannel.MESSAGE_CHANNEL_SMS);
        settle(MessageOutcome.MESSAGE_OUTCOME_SENT, false);
        place.pass(24 * Neighbourhood.HOUR);
        assertThat(claim(MessageChannel.MESSAGE_CHANNEL_SMS).getProblem()).isEqualTo("illegal-transition");
        assertThat(claim(MessageChannel.MESSAGE_CHANNEL_VOICE).getState())
                .as("the next channel")
                .isEqualTo("CLAIMED");
        assertThat(messages().getMessagesCount()).isEqualTo(1);
    }

    @Test
    void claim_ofWhatFailed_isFreeAsOftenAsItMayBeTried() {
        for (int tries = 1; tries <= MessageDecisions.MOST_TRIES; tries++) {
            assertThat(claim(MessageChannel.MESSAGE_CHANNEL_SMS).getState()).isEqualTo("CLAIMED");
            settle(MessageOutcome.MESSAGE_OUTCOME_FAILED, true);
        }
        assertThat(claim(MessageChannel.MESSAGE_CHANNEL_SMS).getProblem()).isEqualTo("illegal-transition");
    }

    @Test
    void claim_ofWhatFailedForGood_isRefused() {
        claim(MessageChannel.MESSAGE_CHANNEL_SMS);
        settle(MessageOutcome.MESSAGE_OUTCOME_FAILED, false);
        assertThat(claim(MessageChannel.MESSAGE_CHANNEL_SMS).getProblem()).isEqualTo("illegal-transition");
    }

    @Test
    void claim_ofAnotherOrdersThing_orWithoutAChannel_isRefused() {
        assertThat(claim(MessageChannel.MESSAGE_CHANNEL_SMS, "520181-order-2.1.1")
                        .getPointer())
                .isEqualTo("/order");
        assertThat(claim(MessageChannel.MESSAGE_CHANNEL_UNSPECIFIED).getPointer())
                .isEqualTo("/channel");
    }

    @Test
    void settle_repeatedAndReordered_neverSaysLess() {
        claim(MessageChannel.MESSAGE_CHANNEL_SMS);
        settle(MessageOutcome.MESSAGE_OUTCOME_DELIVERED, false);
        settle(MessageOutcome.MESSAGE_OUTCOME_SENT, false);
        settle(MessageOutcome.MESSAGE_OUTCOME_FAILED, true);
        settle(MessageOutcome.MESSAGE_OUTCOME_DELIVERED, false);
        assertThat(attempt().getOutcome()).isEqualTo(MessageOutcome.MESSAGE_OUTCOME_DELIVERED);
        assertThat(attempt().getCostMilli()).as("paid once").isEqualTo(45);
        assertThat(attempt().getCarrierRef()).isEqualTo("c-9");
    }

    @Test
    void settle_ofWhatNobodyClaimed_isRefused_andLeavesNothing() {
        assertThat(settle(MessageOutcome.MESSAGE_OUTCOME_DELIVERED, false).getProblem())
                .isEqualTo("illegal-transition");
        assertThat(place.store.get(EntityKey.messages(ORDER)).present()).isFalse();
    }

    @Test
    void claim_byAnybodyButTheEngine_isRefused() {
        Reply reply = place.as(
                Neighbourhood.volunteer("v-1"),
                command -> command.setClaimMessage(
                        ClaimMessage.newBuilder().setOrderId(ORDER).setSubject(OFFER)));
        assertThat(reply.getProblem()).isEqualTo("not-allowed");
    }

    private Reply bind(String number) {
        return place.as(
                Neighbourhood.engine(),
                command -> command.setBindNumber(BindNumber.newBuilder()
                        .setOrderId(ORDER)
                        .setBinding(NumberBinding.newBuilder()
                                .setOfferId(OFFER)
                                .setNumber(number)
                                .setCarrier("numbers"))));
    }

    @Test
    void bind_twice_keepsTheFirst_andReleaseEndsItOnce() {
        assertThat(bind("95013000000001").getState()).isEqualTo("BOUND");
        assertThat(bind("95013000000002").getProblem()).isEqualTo("illegal-transition");
        place.pass(1_000);
        ReleaseNumber release =
                ReleaseNumber.newBuilder().setOrderId(ORDER).setOfferId(OFFER).build();
        place.as(Neighbourhood.engine(), command -> command.setReleaseNumber(release));
        place.pass(1_000);
        place.as(Neighbourhood.engine(), command -> command.setReleaseNumber(release));
        NumberBinding binding = messages().getBindings(0);
        assertThat(binding.getNumber()).isEqualTo("95013000000001");
        assertThat(binding.getReleasedAtMs()).isEqualTo(place.now - 1_000);
    }

    private Reply advance(String holder, long sequence) {
        return place.as(
                Neighbourhood.engine(),
                command -> command.setAdvanceWebhook(AdvanceWebhook.newBuilder()
                        .setName("county")
                        .setHolder(holder)
                        .setGeneration(1)
                        .setSequence(sequence)));
    }

    @Test
    void webhook_isHeldByOneNode_andNeverGoesBack() {
        assertThat(advance("node-a", 5).getArguments(1)).isEqualTo("5");
        assertThat(advance("node-b", 9).getProblem()).isEqualTo("illegal-transition");
        assertThat(advance("node-a", 3).getArguments(1)).isEqualTo("5");
        place.pass(WebhookDecisions.HOLD_MS);
        assertThat(advance("node-b", 6).getArguments(1)).isEqualTo("6");
    }

    private Reply wish(MessageWishes.Builder wishes) {
        return place.as(
                Neighbourhood.resident("r-1"),
                command -> command.setPutProfile(PutProfile.newBuilder()
                        .setProfile(Profile.newBuilder()
                                .setId("r-1")
                                .setResident(ResidentFile.getDefaultInstance())
                                .setMessages(wishes))));
    }

    private Reply contact(String subject, String id, Profile.Builder part) {
        return place.as(
                Neighbourhood.resident(subject),
                command -> command.setPutProfile(PutProfile.newBuilder().setProfile(part.setId(id))));
    }

    @Test
    void wishesAlone_changeNothingElseOfAFile_andMakeNone() {
        Profile.Builder english = Profile.newBuilder()
                .setMessages(MessageWishes.newBuilder().addChannels(MessageChannel.MESSAGE_CHANNEL_SMS))
                .setMessageLanguage("en");
        assertThat(contact("r-9", "r-9", english.clone()).getPointer()).isEmpty();
        assertThat(contact("r-9", "r-9", english.clone()).getProblem()).isEqualTo("field-invalid");
        wish(MessageWishes.newBuilder());
        Profile before = place.store.get(EntityKey.profile("r-1")).entity().getProfile();
        assertThat(contact("r-1", "r-1", english.clone()).getProblem()).isEmpty();
        assertThat(place.store.get(EntityKey.profile("r-1")).entity().getProfile())
                .isEqualTo(before.toBuilder()
                        .setMessages(english.getMessages())
                        .setMessageLanguage("en")
                        .build());
        assertThat(contact("r-2", "r-1", english.clone()).getProblem()).isEqualTo("not-allowed");
        assertThat(contact("r-1", "r-1", english.clone().setMessageLanguage("fr"))
                        .getPointer())
                .isEqualTo("/messages/language");
    }

    @Test
    void wishes_saidByTheFamilyThatTheFileNames_areKept_andTellWho() {
        place.putResident(
                Neighbourhood.staff(Role.ROLE_COMMUNITY),
                "r-1",
                file -> file.addRelatives("r-2").setGuardian("r-3"));
        Profile.Builder english = Profile.newBuilder()
                .setMessages(MessageWishes.newBuilder().addChannels(MessageChannel.MESSAGE_CHANNEL_SMS))
                .setMessageLanguage("en");
        assertThat(contact("r-4", "r-1", english.clone()).getProblem()).isEqualTo("not-allowed");
        assertThat(contact("r-2", "r-1", english.clone().setPhoneDigest(ByteString.copyFromUtf8("1")))
                        .getProblem())
                .as("a number is not a wish")
                .isEqualTo("not-allowed");
        assertThat(contact("r-2", "r-1", english.clone().setResident(ResidentFile.getDefaultInstance()))
                        .getProblem())
                .as("nor is the file")
                .isEqualTo("not-allowed");
        assertThat(contact("r-2", "r-1", english.clone()).getProblem()).isEmpty();
        assertThat(contact("r-3", "r-1", english.clone()).getProblem()).isEmpty();
        assertThat(contact("r-1", "r-1", english.clone().setMessageLanguage("zh"))
                        .getProblem())
                .isEmpty();
        assertThat(readings())
                .as("who changed nothing, and the person, are not told of")
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.getReader()).isEqualTo("r-2");
                    assertThat(told.getRole()).isEqualTo(Role.ROLE_RESIDENT);
                    assertThat(told.getChannel())
                            .isEqualTo(Neighbourhood.resident("r-2").getChannel());
                    assertThat(told.getWhatList()).containsExactly(Reading.What.WHAT_WISHES);
                    assertThat(told.getAtMs()).isEqualTo(place.now);
                });
    }

    @Test
    void number_changedByStaff_tellsWho_butNotThatOneWasEnrolledWithIt() {
        assertThat(numbered(Neighbourhood.staff(Role.ROLE_AGENT), "1").getProblem())
                .isEmpty();
        assertThat(numbered(Neighbourhood.resident("r-1"), "2").getProblem()).isEmpty();
        assertThat(place.store.get(EntityKey.readings("r-1")).version()).isZero();
        assertThat(numbered(Neighbourhood.staff(Role.ROLE_AGENT), "2").getProblem())
                .isEmpty();
        assertThat(place.store.get(EntityKey.readings("r-1")).version()).isZero();
        assertThat(numbered(Neighbourhood.staff(Role.ROLE_AGENT), "3").getProblem())
                .isEmpty();
        assertThat(readings()).singleElement().satisfies(told -> {
            assertThat(told.getRole()).isEqualTo(Role.ROLE_AGENT);
            assertThat(told.getWhatList()).containsExactly(Reading.What.WHAT_NUMBER);
        });
    }

    private List<Reading> readings() {
        return place.store.get(EntityKey.readings("r-1")).entity().getReadings().getReadingsList();
    }

    private Reply numbered(Actor actor, String number) {
        return place.as(
                actor,
                command -> command.setPutProfile(PutProfile.newBuilder()
                        .setProfile(Profile.newBuilder()
                                .setId("r-1")
                                .setResident(ResidentFile.getDefaultInstance())
                                .setPhoneDigest(ByteString.copyFromUtf8(number)))));
    }

    @Test
    void wishes_areKeptWithTheFile_andChecked() {
        wish(MessageWishes.newBuilder()
                .addChannels(MessageChannel.MESSAGE_CHANNEL_VOICE)
                .setQuietFromMinute(1_320)
                .setQuietUntilMinute(420));
        MessageWishes kept =
                place.store.get(EntityKey.profile("r-1")).entity().getProfile().getMessages();
        assertThat(kept.getChannels(0)).isEqualTo(MessageChannel.MESSAGE_CHANNEL_VOICE);
        assertThat(wish(MessageWishes.newBuilder().setQuietFromMinute(1_440)).getPointer())
                .isEqualTo("/messages/quietFrom");
    }
}
