package org.linli.gateway.api;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.linli.domain.Age;
import org.linli.domain.Wgs84;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Words;
import org.linli.proto.Account;
import org.linli.proto.Duty;
import org.linli.proto.Gender;
import org.linli.proto.GuardianConsent;
import org.linli.proto.Paper;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.Shift;
import org.linli.proto.SkillClaim;
import org.linli.proto.VolunteerFile;

/** Volunteers' files between JSON and the registry's words. */
final class VolunteerJson {
    private static final int DAY_MINUTES = 1440;

    private VolunteerJson() {}

    /** What the body says; papers and a guardian's consent that it leaves out stay as they were, see {@link #kept}. */
    static VolunteerFile read(Fields body) {
        VolunteerFile.Builder file = VolunteerFile.newBuilder()
                .addAllLanguages(body.texts("languages", 32, 16))
                .addAllCommunities(body.texts("communities", 32, 64))
                .setBirthYear(body.integer("birthYear", 1900, 2100, 0))
                .setGender(body.word("gender", Gender.class, "GENDER_", Gender.GENDER_UNSPECIFIED))
                .setReserve(body.flag("reserve", false))
                .setOrganisation(body.text("organisation", 64));
        body.objects("skills", 64).forEach(skill -> file.addSkills(skill(skill)));
        body.objects("papers", 32).forEach(paper -> file.addPapers(paper(paper)));
        if (body.flag("guardianConsent", false)) {
            file.setGuardianConsent(GuardianConsent.getDefaultInstance());
        }
        body.objects("shifts", 21).forEach(shift -> shift(shift).ifPresent(file::addShifts));
        Wgs84 home = body.place("home");
        return home == null ? file.build() : file.setHome(Spots.place(home)).build();
    }

    /** The file with what the body did not speak of and only staff write. */
    static VolunteerFile kept(Fields body, VolunteerFile file, VolunteerFile known) {
        VolunteerFile.Builder kept = file.toBuilder();
        if (!body.has("papers")) {
            kept.clearPapers().addAllPapers(known.getPapersList());
        }
        if (!body.has("reserve")) {
            kept.setReserve(known.getReserve());
        }
        if (!body.has("guardianConsent") && known.hasGuardianConsent()) {
            kept.setGuardianConsent(known.getGuardianConsent());
        }
        return kept.build();
    }

    private static SkillClaim skill(Fields skill) {
        return skill(skill, false);
    }

    /** @param verified what it is where the body does not say */
    static SkillClaim skill(Fields skill, boolean verified) {
        return SkillClaim.newBuilder()
                .setSkill(skill.requiredText("skill", 64))
                .setLevel(skill.integer("level", 1, 9, 1))
                .setVerified(skill.flag("verified", verified))
                .setVerifiedUntilMs(until(skill, "verifiedUntil"))
                .build();
    }

    static Paper paper(Fields paper) {
        return Paper.newBuilder()
                .setPaper(paper.requiredText("paper", 64))
                .setUntilMs(until(paper, "until"))
                .build();
    }

    private static long until(Fields body, String name) {
        Instant until = body.time(name);
        return until == null ? 0 : until.toEpochMilli();
    }

    /** An end that is not after its start is the next day's. */
    private static Optional<Shift> shift(Fields shift) {
        int day = shift.integer("day", 1, 7, 0);
        if (day == 0 && !shift.has("day")) {
            shift.fault("day", "应为 1（周一）至 7（周日）", "is required: 1 (Monday) to 7 (Sunday)", 0);
        }
        int start = minute(shift, "start");
        int end = minute(shift, "end");
        if (day == 0 || start < 0 || end < 0) {
            return Optional.empty();
        }
        return Optional.of(Shift.newBuilder()
                .setDay(day)
                .setStartMinute(start)
                .setEndMinute(end <= start ? end + DAY_MINUTES : end)
                .build());
    }

    private static int minute(Fields shift, String name) {
        String text = shift.text(name, 5);
        if (text.matches("([01][0-9]|2[0-3]):[0-5][0-9]") || text.equals("24:00")) {
            return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
        }
        return shift.fault(name, "应为 08:00 这样的时刻", "must be a time of day such as 08:00", -1);
    }

    /** @param plain whether the viewer may see the telephone number whole, home and birth year */
    static JsonObject file(Profile profile, ProfilePrivate secrets, boolean plain) {
        VolunteerFile file = profile.getVolunteer();
        JsonObject json =
                new JsonObject().put("id", profile.getId()).put("state", Words.of(file.getState(), "VOLUNTEER_STATE_"));
        Json.text(json, "name", secrets.getName());
        Json.text(json, "phone", plain ? secrets.getPhone() : Words.masked(secrets.getPhone()));
        json.put("skills", Json.array(file.getSkillsList(), VolunteerJson::skill))
                .put("languages", Json.array(file.getLanguagesList(), word -> word))
                .put("shifts", Json.array(file.getShiftsList(), VolunteerJson::shift))
                .put("communities", Json.array(file.getCommunitiesList(), word -> word));
        if (plain && file.hasHome()) {
            json.put("home", Json.place(file.getHome()));
        }
        if (plain && file.getBirthYear() > 0) {
            json.put("birthYear", file.getBirthYear());
        }
        if (file.getGenderValue() != 0) {
            json.put("gender", Words.of(file.getGender(), "GENDER_"));
        }
        json.put("papers", Json.array(file.getPapersList(), VolunteerJson::paper))
                .put("guardianConsent", file.hasGuardianConsent())
                .put("reserve", file.getReserve());
        if (plain) {
            MessageJson.put(json, profile);
            Json.text(json, "guardianName", secrets.getGuardianName());
            Json.text(json, "guardianPhone", secrets.getGuardianPhone());
            Json.text(json, "decisionReason", file.getDecisionCode());
            Json.text(json, "decisionNote", file.getDecisionCode().isEmpty() ? "" : secrets.getDecisionNote());
        }
        return Json.text(json, "organisation", file.getOrganisation());
    }

    static JsonObject paper(Paper paper) {
        JsonObject json = new JsonObject().put("paper", paper.getPaper());
        Json.text(json, "seenBy", paper.getSeenBy());
        return Json.time(json, "until", paper.getUntilMs());
    }

    static JsonObject skill(SkillClaim claim) {
        JsonObject json = new JsonObject()
                .put("skill", claim.getSkill())
                .put("level", claim.getLevel())
                .put("verified", claim.getVerified());
        Json.text(json, "verifiedBy", claim.getVerifiedBy());
        return Json.time(json, "verifiedUntil", claim.getVerifiedUntilMs());
    }

    private static JsonObject shift(Shift shift) {
        return new JsonObject()
                .put("day", shift.getDay())
                .put("start", clock(shift.getStartMinute()))
                .put("end", clock(shift.getEndMinute()));
    }

    private static String clock(int minute) {
        int ofDay = minute > DAY_MINUTES ? minute - DAY_MINUTES : minute;
        return "%02d:%02d".formatted(ofDay / 60, ofDay % 60);
    }

    static JsonObject duty(Duty duty) {
        JsonObject json = new JsonObject().put("on", duty.getOn());
        if (duty.getOn()) {
            Json.time(json, "since", duty.getSinceMs());
            Json.time(json, "until", duty.getUntilMs());
        }
        if (duty.getTravelModeValue() != 0) {
            json.put("travelMode", Words.of(duty.getTravelMode(), "TRAVEL_MODE_"));
            json.put("maxTravelMinutes", duty.getMaxTravelMinutes());
        }
        return json;
    }

    /** The account's tier; that of somebody with no history where there is no account yet; none under 18. */
    static String tier(Desk desk, Profile profile, Account account) {
        if (isMinor(desk, profile)) {
            return "";
        }
        return account.getTier().isEmpty() ? desk.policy().startTier() : account.getTier();
    }

    /** Whether the person gives hours that are never scored. */
    static boolean isMinor(Desk desk, Profile profile) {
        Instant now = Instant.ofEpochMilli(desk.nowMs().getAsLong());
        int year = now.atZone(desk.policy().zone()).getYear();
        return Age.isMinor(profile.getVolunteer().getBirthYear(), year);
    }
}
