package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;

/** What anybody may know of the region before signing in. */
public final class RegionRoutes {
    private final Desk desk;
    private final Shown shown;

    /**
     * What the node's settings say of the pages.
     *
     * @param demo    whether the people are invented and a page may sign itself in
     * @param tileUrl where map tiles come from; empty: the pages' own map
     * @param outside what the outside issuer is called by which people may come in; empty: none
     */
    public record Shown(boolean demo, String tileUrl, String outside) {}

    public RegionRoutes(Desk desk, Shown shown) {
        this.desk = desk;
        this.shown = shown;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.REGION_GET, this::get);
    }

    private Future<Answer> get(Exchange exchange) {
        RegionPolicy policy = desk.policy();
        RegionPolicy.Area area = policy.area();
        JsonObject json = new JsonObject()
                .put("region", policy.region())
                .put("name", policy.name())
                .put("nameEn", policy.nameEn())
                .put("zone", policy.zone().getId())
                .put(
                        "bounds",
                        new JsonObject()
                                .put("southWest", corner(area.minLatDeg(), area.minLngDeg()))
                                .put("northEast", corner(area.maxLatDeg(), area.maxLngDeg())))
                .put("services", Json.array(List.copyOf(policy.services().values()), RegionRoutes::service))
                .put("skills", Json.array(List.copyOf(policy.skills().values()), RegionRoutes::skill))
                .put("papers", Json.array(List.copyOf(policy.papers().values()), RegionRoutes::paper))
                .put("tiers", Json.array(policy.ladder(), RegionPolicy.TierStep::code))
                .put("demo", shown.demo())
                .put("tileUrl", shown.tileUrl().isEmpty() ? null : shown.tileUrl())
                .put("emergencyPhone", "120");
        if (!area.ring().isEmpty()) {
            json.put(
                    "boundary",
                    Json.array(
                            area.ring(),
                            corner -> new JsonArray().add(corner[0]).add(corner[1])));
        }
        Json.text(json, "outsideSignIn", shown.outside());
        return Future.succeededFuture(Answer.ok(Json.text(json, "hotlinePhone", policy.hotlinePhone())));
    }

    private static JsonObject corner(double lat, double lng) {
        return new JsonObject().put("lat", lat).put("lng", lng);
    }

    private static JsonObject service(RegionPolicy.Service service) {
        JsonObject json = new JsonObject()
                .put("code", service.code())
                .put("name", service.name())
                .put("nameEn", service.nameEn())
                .put("icon", service.icon())
                .put("defaultMinutes", service.defaultMinutes())
                .put("maxMinutes", service.maxMinutes())
                .put("skills", Json.array(service.skills(), RegionPolicy.SkillNeed::skill));
        if (!service.papers().isEmpty()) {
            json.put("papers", Json.array(service.papers(), code -> code));
        }
        return Json.text(json, "referTo", service.referTo());
    }

    private static JsonObject paper(RegionPolicy.Paper paper) {
        return new JsonObject()
                .put("code", paper.code())
                .put("name", paper.name())
                .put("nameEn", paper.nameEn());
    }

    private static JsonObject skill(RegionPolicy.Skill skill) {
        return new JsonObject()
                .put("code", skill.code())
                .put("name", skill.name())
                .put("nameEn", skill.nameEn());
    }
}
