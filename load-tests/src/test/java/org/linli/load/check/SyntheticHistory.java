package org.linli.load.check;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.linli.proto.Actor;
import org.linli.proto.Calendar;
import org.linli.proto.Change;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.Duty;
import org.linli.proto.DutyFrame;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Profile;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.ServerFrame;
import org.linli.proto.SetDuty;
import org.linli.proto.Snapshot;
import org.linli.proto.TravelMode;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;
import org.linli.proto.Welcome;

/**
 * A sound history of any length: volunteers go on and off duty; each change is one invocation, reply, entry and kept
 * reply, and frames to those who watch.
 */
final class SyntheticHistory {
    private static final int VOLUNTEERS = 1_000;
    private static final long START_MS = 1_773_194_400_000L;
    private static final long GENERATION = 1_773_194_400L;

    private SyntheticHistory() {}

    static List<Happening> of(int changes, int watchers) {
        List<Happening> history = new ArrayList<>();
        List<Happening> after = new ArrayList<>();
        for (int i = 1; i <= watchers; i++) {
            history.add(new Happening.Connected(0, i, "d-" + i, Set.of("dispatcher"), Set.of(), Set.of("queue"), ""));
            history.add(new Happening.Framed(
                    0,
                    i,
                    ServerFrame.newBuilder()
                            .setWelcome(Welcome.getDefaultInstance())
                            .build(),
                    true));
            history.add(new Happening.Framed(
                    0,
                    i,
                    ServerFrame.newBuilder()
                            .setSeq(GENERATION + "-0")
                            .setSnapshot(Snapshot.newBuilder().setLast(true))
                            .build(),
                    true));
        }
        for (int i = 0; i < VOLUNTEERS; i++) {
            after.add(enrolled(i));
        }
        for (int i = 0; i < changes; i++) {
            change(i, watchers, history, after);
        }
        history.addAll(after);
        return history;
    }

    private static Happening enrolled(int number) {
        Profile profile = Profile.newBuilder()
                .setId("v-" + number)
                .setVolunteer(VolunteerFile.newBuilder().setState(VolunteerState.VOLUNTEER_STATE_APPROVED))
                .setCreatedAtMs(START_MS)
                .build();
        Command cause = Command.newBuilder()
                .setActor(Actor.newBuilder().setSubject("start").setChannel(Channel.CHANNEL_ENGINE))
                .setPublishPolicy(org.linli.proto.PublishPolicy.getDefaultInstance())
                .build();
        return new Happening.Logged(Entry.newBuilder()
                .setGeneration(GENERATION)
                .setSequence(number + 1)
                .setAtMs(START_MS)
                .setCause(cause)
                .addChanges(Change.newBuilder()
                        .setKey("profile:v-" + number)
                        .setVersion(1)
                        .setAfter(Entity.newBuilder().setProfile(profile)))
                .build());
    }

    private static void change(int number, int watchers, List<Happening> history, List<Happening> after) {
        String volunteer = "v-" + number % VOLUNTEERS;
        int turn = number / VOLUNTEERS;
        long atMs = START_MS + 1 + number;
        long sequence = VOLUNTEERS + 1L + number;
        long untilMs = START_MS + 3_600_000L + number;
        Duty asked = Duty.newBuilder()
                .setOn(true)
                .setUntilMs(untilMs)
                .setTravelMode(TravelMode.TRAVEL_MODE_WALK)
                .setMaxTravelMinutes(30)
                .build();
        Command command = Command.newBuilder()
                .setActor(Actor.newBuilder()
                        .setSubject(volunteer)
                        .setRole(Role.ROLE_VOLUNTEER)
                        .setChannel(Channel.CHANNEL_WEB))
                .setSetDuty(SetDuty.newBuilder().setVolunteerId(volunteer).setDuty(asked))
                .build();
        Calendar calendar = Calendar.newBuilder()
                .setVolunteerId(volunteer)
                .setDuty(asked.toBuilder().setSinceMs(START_MS + 1 + number % VOLUNTEERS))
                .build();
        Reply reply = Reply.newBuilder()
                .setId(volunteer)
                .setState("ON")
                .setVersion(turn + 1)
                .setSequence(sequence)
                .setGeneration(GENERATION)
                .build();
        String key = volunteer + "/duty/" + number;
        ByteString hash = ByteString.copyFromUtf8("body");
        history.add(new Happening.Invoked(number, number + 1, key, hash, command));
        history.add(new Happening.Replied(number, number + 1, key, hash, Happening.End.ANSWERED, reply));
        ServerFrame frame = ServerFrame.newBuilder()
                .setSeq(GENERATION + "-" + sequence)
                .setDuty(DutyFrame.newBuilder()
                        .setVolunteerId(volunteer)
                        .setOn(true)
                        .setUntil(Timestamp.newBuilder().setSeconds(untilMs / 1000)))
                .build();
        for (int i = 1; i <= watchers; i++) {
            history.add(new Happening.Framed(number, i, frame, true));
        }
        after.add(new Happening.Logged(Entry.newBuilder()
                .setGeneration(GENERATION)
                .setSequence(sequence)
                .setAtMs(atMs)
                .setCause(command)
                .addChanges(Change.newBuilder()
                        .setKey("calendar:" + volunteer)
                        .setVersion(turn + 1)
                        .setAfter(Entity.newBuilder().setCalendar(calendar)))
                .build()));
        after.add(new Happening.Kept(Requests.digestOf(key), hash, reply));
    }
}
