package org.linli.gateway.open311;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.http.Language;

/** The policy's services in GeoReport's words. */
final class ServiceList {
    /** What every service may be told beside place and description. */
    static final String START = "start";

    static final String DURATION = "duration";
    static final String PEOPLE = "people";

    private ServiceList() {}

    static JsonArray of(RegionPolicy policy, Language language) {
        JsonArray services = new JsonArray();
        policy.services().values().forEach(service -> services.add(service(service, language)));
        return services;
    }

    static String name(RegionPolicy.Service service, Language language) {
        return language == Language.ZH ? service.name() : service.nameEn();
    }

    private static JsonObject service(RegionPolicy.Service service, Language language) {
        return new JsonObject()
                .put("service_code", service.code())
                .put("service_name", name(service, language))
                .put("description", name(service, language))
                .put("metadata", true)
                .put("type", "realtime")
                .put("keywords", service.name() + "," + service.nameEn())
                .put("group", service.referTo().isEmpty() ? "volunteers" : "emergency");
    }

    static JsonObject definition(RegionPolicy.Service service, Language language) {
        boolean zh = language == Language.ZH;
        return new JsonObject()
                .put("service_code", service.code())
                .put(
                        "attributes",
                        new JsonArray()
                                .add(attribute(
                                        1,
                                        START,
                                        "datetime",
                                        zh ? "何时开始，不填为现在" : "When it is to begin; now by default"))
                                .add(attribute(
                                        2,
                                        DURATION,
                                        "number",
                                        zh
                                                ? "多少分钟，不填为 " + service.defaultMinutes()
                                                : "How many minutes; " + service.defaultMinutes() + " by default"))
                                .add(attribute(
                                        3,
                                        PEOPLE,
                                        "number",
                                        zh ? "几位志愿者，不填为 1" : "How many volunteers; 1 by default")));
    }

    private static JsonObject attribute(int order, String code, String type, String description) {
        return new JsonObject()
                .put("variable", true)
                .put("code", code)
                .put("datatype", type)
                .put("required", false)
                .putNull("datatype_description")
                .put("order", order)
                .put("description", description);
    }
}
