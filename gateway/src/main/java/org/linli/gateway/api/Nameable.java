package org.linli.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linli.gateway.http.Language;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.ProblemTexts;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.matcher.team.WhyNot;
import org.linli.proto.Account;
import org.linli.proto.Calendar;
import org.linli.proto.Order;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.TeamOffer;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;

/** Whom a leader may name, as the read model has it; the registry decides when they are named. */
record Nameable(Desk desk) {
    /** Everybody with whether they may, and in words why not. */
    JsonArray list(
            Order order, TeamOffer offer, List<String> people, Map<String, ProfilePrivate> names, Language language) {
        JsonArray list = new JsonArray();
        for (String person : people) {
            Optional<String> why = whyNot(order, offer.getWindow(), person, language);
            JsonObject one = new JsonObject().put("id", person).put("may", why.isEmpty());
            Json.text(
                    one,
                    "name",
                    names.getOrDefault(person, ProfilePrivate.getDefaultInstance())
                            .getName());
            list.add(Json.text(one, "why", why.orElse("")));
        }
        return list;
    }

    boolean may(Order order, Window window, String person) {
        return whyNot(order, window, person).isEmpty();
    }

    private Optional<String> whyNot(Order order, Window window, String person, Language language) {
        return whyNot(order, window, person)
                .map(why ->
                        ProblemTexts.detail(ProblemCode.find(why.problem()).orElseThrow(), why.arguments(), language));
    }

    private Optional<WhyNot> whyNot(Order order, Window window, String person) {
        VolunteerFile file = desk.view()
                .findProfile(person)
                .map(Seen::value)
                .map(Profile::getVolunteer)
                .orElse(VolunteerFile.getDefaultInstance());
        Calendar calendar = desk.view().findCalendar(person).orElse(Calendar.getDefaultInstance());
        String tier = desk.view().findAccount(person).map(Account::getTier).orElse("");
        return WhyNot.of(desk.policy(), order, window, person, file, calendar, tier);
    }
}
