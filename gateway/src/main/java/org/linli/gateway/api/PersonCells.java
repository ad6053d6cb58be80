package org.linli.gateway.api;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.enrol.ShiftWords;
import org.linli.gateway.enrol.SkillWords;
import org.linli.proto.Gender;
import org.linli.proto.Place;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.ResidentFile;
import org.linli.proto.SkillClaim;
import org.linli.proto.VolunteerFile;

/** People's files as the cells of a row, as an import reads them; what is not on file is left out. */
record PersonCells(RegionPolicy policy) {
    private static final String BETWEEN = "；";

    JsonObject volunteer(Profile profile, ProfilePrivate secrets) {
        VolunteerFile file = profile.getVolunteer();
        JsonObject cells = person(profile, secrets);
        Json.text(cells, "gender", gender(file.getGender()));
        year(cells, file.getBirthYear());
        list(cells, "languages", file.getLanguagesList());
        if (file.hasHome()) {
            place(cells, file.getHome());
        }
        Json.text(cells, "skills", skills(file, false));
        Json.text(cells, "verifiedSkills", skills(file, true));
        Json.text(cells, "papers", SkillWords.paperText(file.getPapersList(), policy));
        Json.text(cells, "shifts", ShiftWords.text(file.getShiftsList()));
        list(cells, "communities", file.getCommunitiesList());
        Json.text(cells, "organisation", file.getOrganisation());
        Json.text(cells, "guardianName", secrets.getGuardianName());
        Json.text(cells, "guardianPhone", secrets.getGuardianPhone());
        Json.text(cells, "guardianConsent", file.hasGuardianConsent() ? "是" : "");
        return Json.text(cells, "state", state(file));
    }

    private static String state(VolunteerFile file) {
        return switch (file.getState()) {
            case VOLUNTEER_STATE_APPROVED -> "已通过";
            case VOLUNTEER_STATE_SUSPENDED -> "已停用";
            case VOLUNTEER_STATE_REFUSED -> "未通过";
            default -> "待审核";
        };
    }

    private String skills(VolunteerFile file, boolean verified) {
        List<SkillClaim> claims = file.getSkillsList().stream()
                .filter(claim -> claim.getVerified() == verified)
                .toList();
        return SkillWords.text(claims, policy);
    }

    JsonObject resident(Profile profile, ProfilePrivate secrets) {
        ResidentFile file = profile.getResident();
        JsonObject cells = person(profile, secrets);
        year(cells, file.getBirthYear());
        list(cells, "languages", file.getLanguagesList());
        if (file.hasHome()) {
            place(cells, file.getHome());
        }
        Json.text(cells, "community", file.getCommunity());
        cells.put("livesAlone", file.getLivesAlone() ? "是" : "否");
        Json.text(cells, "mobility", file.getMobility());
        list(cells, "relatives", file.getRelativesList());
        Json.text(cells, "guardian", file.getGuardian());
        list(cells, "blockedVolunteers", file.getBlockedVolunteersList());
        list(cells, "preferredVolunteers", file.getPreferredVolunteersList());
        return Json.text(cells, "doorNotes", secrets.getDoorNotes());
    }

    private static JsonObject person(Profile profile, ProfilePrivate secrets) {
        JsonObject cells = new JsonObject().put("id", profile.getId());
        Json.text(cells, "name", secrets.getName());
        Json.text(cells, "phone", secrets.getPhone());
        return Json.text(cells, "address", secrets.getAddress());
    }

    static String gender(Gender gender) {
        return switch (gender) {
            case GENDER_FEMALE -> "女";
            case GENDER_MALE -> "男";
            case GENDER_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private static void year(JsonObject cells, int year) {
        Json.text(cells, "birthYear", year == 0 ? "" : Integer.toString(year));
    }

    static void list(JsonObject cells, String column, List<String> items) {
        Json.text(cells, column, String.join(BETWEEN, items));
    }

    static void place(JsonObject cells, Place place) {
        cells.put("lat", degrees(place.getLatE7()))
                .put("lng", degrees(place.getLngE7()))
                .put("crs", "WGS84");
    }

    private static String degrees(int e7) {
        return java.math.BigDecimal.valueOf(e7, 7).stripTrailingZeros().toPlainString();
    }
}
