package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.proto.Paper;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.SkillClaim;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

/** What waits for community staff: who has applied, what ends soon or has ended, and who has no position yet. */
public final class EnrolmentQueue {
    private static final long DAY_MS = 24L * 3600 * 1000;
    private static final int USUAL_DAYS = 30;
    /** More than staff do in a day; the counts say how many there are. */
    private static final int MOST_SHOWN = 200;

    private final Desk desk;

    public EnrolmentQueue(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.ENROLMENT_GET, this::get);
    }

    /** Something that counts until a moment. */
    private record Renewal(Profile profile, String kind, String code, long untilMs) {}

    private static final class Found {
        final List<Profile> waiting = new ArrayList<>();
        final List<Renewal> renewals = new ArrayList<>();
        final List<Profile> placeless = new ArrayList<>();

        void sort() {
            waiting.sort(Comparator.comparingLong(Profile::getCreatedAtMs).thenComparing(Profile::getId));
            renewals.sort(Comparator.comparingLong(Renewal::untilMs)
                    .thenComparing(one -> one.profile().getId()));
        }

        Set<Profile> shown() {
            Set<Profile> shown = new LinkedHashSet<>();
            waiting.stream().limit(MOST_SHOWN).forEach(shown::add);
            renewals.stream().limit(MOST_SHOWN).map(Renewal::profile).forEach(shown::add);
            placeless.stream().limit(MOST_SHOWN).forEach(shown::add);
            return shown;
        }
    }

    /** Looks at every file, so it does so away from the event loop. */
    private Future<Answer> get(Exchange exchange) {
        long untilMs = desk.nowMs().getAsLong() + exchange.query().integer("days", 1, 365, USUAL_DAYS) * DAY_MS;
        return desk.registrar()
                .blocking(() -> find(exchange, untilMs))
                .compose(found -> desk.registrar()
                        .on(desk.people()
                                .open(found.shown().stream().map(Profile::getId).toList()))
                        .map(names -> Answer.ok(json(found, names))));
    }

    private Found find(Exchange exchange, long untilMs) {
        Found found = new Found();
        desk.view()
                .profilesAfter("")
                .filter(profile -> mayDecide(exchange, profile))
                .forEach(profile -> sort(found, profile, untilMs));
        found.sort();
        return found;
    }

    private static boolean mayDecide(Exchange exchange, Profile profile) {
        Set<String> communities = new LinkedHashSet<>(profile.getVolunteer().getCommunitiesList());
        communities.add(profile.getResident().getCommunity());
        return Access.role(exchange.route(), exchange.caller(), Parties.person(profile.getId(), communities))
                .isPresent();
    }

    private static void sort(Found found, Profile profile, long untilMs) {
        VolunteerFile file = profile.getVolunteer();
        if (profile.hasVolunteer() && file.getState() == VolunteerState.VOLUNTEER_STATE_PENDING) {
            found.waiting.add(profile);
        }
        if (file.getState() == VolunteerState.VOLUNTEER_STATE_APPROVED) {
            renewals(found, profile, untilMs);
        }
        boolean placeless = profile.hasResident() ? !profile.getResident().hasHome() : !file.hasHome();
        if (placeless) {
            found.placeless.add(profile);
        }
    }

    private static void renewals(Found found, Profile profile, long untilMs) {
        for (SkillClaim claim : profile.getVolunteer().getSkillsList()) {
            if (claim.getVerified() && ends(claim.getVerifiedUntilMs(), untilMs)) {
                found.renewals.add(new Renewal(profile, "SKILL", claim.getSkill(), claim.getVerifiedUntilMs()));
            }
        }
        for (Paper paper : profile.getVolunteer().getPapersList()) {
            if (ends(paper.getUntilMs(), untilMs)) {
                found.renewals.add(new Renewal(profile, "PAPER", paper.getPaper(), paper.getUntilMs()));
            }
        }
    }

    private static boolean ends(long endMs, long untilMs) {
        return endMs > 0 && endMs <= untilMs;
    }

    private JsonObject json(Found found, Map<String, ProfilePrivate> names) {
        JsonArray waiting = new JsonArray();
        found.waiting.stream().limit(MOST_SHOWN).forEach(profile -> waiting.add(waiting(profile, names)));
        JsonArray renewals = new JsonArray();
        found.renewals.stream()
                .limit(MOST_SHOWN)
                .forEach(one -> renewals.add(Json.time(
                        named(one.profile(), names).put("kind", one.kind()).put("code", one.code()),
                        "until",
                        one.untilMs())));
        JsonArray placeless = new JsonArray();
        found.placeless.stream()
                .limit(MOST_SHOWN)
                .forEach(profile -> placeless.add(
                        named(profile, names).put("kind", profile.hasResident() ? "RESIDENT" : "VOLUNTEER")));
        return new JsonObject()
                .put("waiting", waiting)
                .put("waitingCount", found.waiting.size())
                .put("renewals", renewals)
                .put("renewalCount", found.renewals.size())
                .put("withoutPosition", placeless)
                .put("withoutPositionCount", found.placeless.size());
    }

    private JsonObject waiting(Profile profile, Map<String, ProfilePrivate> names) {
        VolunteerFile file = profile.getVolunteer();
        boolean minor = VolunteerJson.isMinor(desk, profile);
        JsonObject json = named(profile, names)
                .put("communities", Json.array(file.getCommunitiesList(), word -> word))
                .put("skills", Json.array(file.getSkillsList(), VolunteerJson::skill))
                .put("minor", minor)
                .put("consentMissing", minor && !file.hasGuardianConsent());
        return Json.time(json, "since", profile.getCreatedAtMs());
    }

    private static JsonObject named(Profile profile, Map<String, ProfilePrivate> names) {
        ProfilePrivate secrets = names.getOrDefault(profile.getId(), ProfilePrivate.getDefaultInstance());
        return Json.text(new JsonObject().put("id", profile.getId()), "name", secrets.getName());
    }
}
