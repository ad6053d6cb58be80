package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.proto.Calendar;
import org.linli.proto.Entity;
import org.linli.proto.Profile;
import org.linli.proto.ProfileOrBuilder;
import org.linli.proto.PutProfile;
import org.linli.proto.Reading;
import org.linli.proto.Reply;
import org.linli.proto.ResidentFile;
import org.linli.proto.Role;
import org.linli.proto.VolunteerState;

/** A person's file is made or replaced, part by part: what is absent in the command stays as it was. */
final class ProfileDecisions {
    private ProfileDecisions() {}

    static Reply put(Draft draft, PutProfile put) {
        Profile asked = put.getProfile();
        ProfileCheck check = new ProfileCheck(draft.policy(), draft.nowMs());
        boolean created = !draft.exists(EntityKey.profile(asked.getId()));
        check.person(asked, created);
        allow(draft.permissions(), asked);
        refuseStale(draft, put);
        Profile before = draft.findProfile(asked.getId())
                .orElseGet(() -> Profile.newBuilder()
                        .setId(asked.getId())
                        .setCreatedAtMs(draft.nowMs())
                        .build());
        Profile.Builder after = before.toBuilder();
        if (asked.hasVolunteer()) {
            refuseVolunteerPart(draft, asked.getId());
            check.volunteer(asked.getVolunteer());
            after.setVolunteer(new Enrolment(draft, before.getVolunteer()).of(asked.getVolunteer(), put.getApproved()));
            PersonDecisions.leaveUnlessApproved(draft, before.getVolunteer(), after.getVolunteer(), asked.getId());
        }
        if (asked.hasResident()) {
            refuseResidentPart(draft, asked.getId());
            check.resident(asked.getResident());
            after.setResident(asked.getResident());
            block(draft, asked.getId(), before.getResident(), asked.getResident());
        }
        if (asked.hasMessages()) {
            check.messages(asked.getMessages(), asked.getMessageLanguage());
            after.setMessages(asked.getMessages()).setMessageLanguage(asked.getMessageLanguage());
        }
        if (!asked.getSealed().isEmpty()) {
            after.setSealed(asked.getSealed());
        }
        if (!asked.getPhoneDigest().isEmpty()) {
            after.setPhoneDigest(asked.getPhoneDigest());
        }
        tell(draft, before, after);
        return store(draft, before, after.build(), created);
    }

    private static void allow(Permissions permissions, Profile asked) {
        if (asked.equals(wishes(asked))) {
            permissions.wishesOf(asked.getId());
        } else {
            permissions.fileOf(asked.getId());
        }
    }

    private static Profile wishes(Profile file) {
        return Profile.newBuilder()
                .setId(file.getId())
                .setMessages(file.getMessages())
                .setMessageLanguage(file.getMessageLanguage())
                .build();
    }

    /**
     * Who else said how, or by which number, somebody is reached stands among those who read of that person, for that person to
     * see. A first number is part of enrolling.
     */
    private static void tell(Draft draft, Profile before, ProfileOrBuilder after) {
        List<Reading.What> changed = new ArrayList<>();
        if (!before.getMessages().equals(after.getMessages())
                || !before.getMessageLanguage().equals(after.getMessageLanguage())) {
            changed.add(Reading.What.WHAT_WISHES);
        }
        if (!before.getPhoneDigest().isEmpty() && !before.getPhoneDigest().equals(after.getPhoneDigest())) {
            changed.add(Reading.What.WHAT_NUMBER);
        }
        if (!changed.isEmpty() && !draft.actor().getSubject().equals(after.getId())) {
            draft.need(List.of(EntityKey.readings(after.getId())));
            ReadingDecisions.add(draft, after.getId(), changed, "");
        }
    }

    private static Reply store(Draft draft, Profile before, Profile after, boolean created) {
        String key = EntityKey.profile(after.getId());
        draft.put(key, Entity.newBuilder().setProfile(after).build());
        VolunteerState state = after.getVolunteer().getState();
        return Reply.newBuilder()
                .setId(after.getId())
                .setState(after.hasVolunteer() ? Words.of(state) : "")
                .setVersion(draft.versionAfter(key, created || !after.equals(before)))
                .setCreated(created)
                .build();
    }

    private static void refuseStale(Draft draft, PutProfile put) {
        long version = draft.version(EntityKey.profile(put.getProfile().getId()));
        boolean matches = !put.getMustMatch() || version == put.getBaseVersion();
        Refusal.unless(matches, "version-mismatch", "", put.getBaseVersion(), version);
    }

    private static void refuseVolunteerPart(Draft draft, String personId) {
        Refusal.unless(
                draft.actor().getSubject().equals(personId)
                        || draft.permissions().has(Permissions.ENROLLERS),
                "not-allowed",
                "",
                Words.of(draft.actor().getRole()));
    }

    /** A volunteer edits the own volunteer's part; the resident's is the resident's and staff's. */
    private static void refuseResidentPart(Draft draft, String personId) {
        boolean resident = draft.actor().getRole() == Role.ROLE_RESIDENT
                && draft.actor().getSubject().equals(personId);
        Refusal.unless(
                resident || draft.permissions().has(Permissions.STAFF),
                "not-allowed",
                "",
                Words.of(draft.actor().getRole()));
    }

    /** Who is blocked learns it in the calendar, which everybody who offers, claims or assigns reads. */
    private static void block(Draft draft, String residentId, ResidentFile before, ResidentFile after) {
        Set<String> touched = new LinkedHashSet<>(before.getBlockedVolunteersList());
        touched.addAll(after.getBlockedVolunteersList());
        touched.removeIf(id -> before.getBlockedVolunteersList().contains(id)
                && after.getBlockedVolunteersList().contains(id));
        draft.need(touched.stream().map(EntityKey::calendar).toList());
        for (String volunteerId : touched) {
            Calendar.Builder calendar = draft.calendar(volunteerId).fields();
            List<String> residents = new ArrayList<>(calendar.getBlockedByResidentsList());
            residents.remove(residentId);
            if (after.getBlockedVolunteersList().contains(volunteerId)) {
                residents.add(residentId);
            }
            Fields.between(residents.size(), 0, ProfileCheck.MOST_BLOCKERS, "/blockedVolunteers");
            calendar.clearBlockedByResidents().addAllBlockedByResidents(residents);
        }
    }
}
