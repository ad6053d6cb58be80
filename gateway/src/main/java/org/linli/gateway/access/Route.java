package org.linli.gateway.access;

/**
 * Every call of the API. A POST that changes something durable is {@code KEYED}: it must carry an
 * {@code Idempotency-Key}. Path parameters stand in braces.
 */
public enum Route {
    REGION_GET("GET", "/v1/region", Kind.PUBLIC),
    SIGN_IN("POST", "/v1/sign-in", Kind.PUBLIC),
    SIGN_IN_OUTSIDE("POST", "/v1/sign-in/outside", Kind.PUBLIC),
    SESSION_REFRESH("POST", "/v1/sign-in/refresh", Kind.PUBLIC_KEYED),
    SIGN_OUT("POST", "/v1/sign-out", Kind.KEYED),
    DEMO_TOKEN("POST", "/v1/demo/tokens", Kind.PUBLIC),
    STREAM_TICKET("POST", "/v1/stream/tickets", Kind.PLAIN),

    ORDER_CREATE("POST", "/v1/orders", Kind.KEYED),
    ORDER_LIST("GET", "/v1/orders", Kind.PLAIN),
    ORDER_GET("GET", "/v1/orders/{id}", Kind.PLAIN),
    ORDER_EXPLAIN("GET", "/v1/orders/{id}/explanation", Kind.PLAIN),
    ORDER_CANCEL("POST", "/v1/orders/{id}/cancel", Kind.KEYED),
    ORDER_RATE("POST", "/v1/orders/{id}/rate", Kind.KEYED),
    ORDER_ESCALATE("POST", "/v1/orders/{id}/escalate", Kind.KEYED),
    ORDER_ASSIGN("POST", "/v1/orders/{id}/assign", Kind.KEYED),
    ORDER_REVIEW("POST", "/v1/orders/{id}/review", Kind.KEYED),
    ORDER_PREVIEW("POST", "/v1/orders/preview", Kind.PLAIN),
    REPEAT_LIST("GET", "/v1/repeats", Kind.PLAIN),
    REPEAT_GET("GET", "/v1/repeats/{id}", Kind.PLAIN),
    REPEAT_CANCEL("POST", "/v1/repeats/{id}/cancel", Kind.KEYED),
    REPEAT_CHANGE("POST", "/v1/repeats/{id}/change", Kind.KEYED),
    EMERGENCY_GET("GET", "/v1/emergency", Kind.PLAIN),
    EMERGENCY_PREVIEW("POST", "/v1/emergency/preview", Kind.PLAIN),
    EMERGENCY_BEGIN("POST", "/v1/emergency", Kind.KEYED),
    EMERGENCY_CHANGE("POST", "/v1/emergency/change", Kind.KEYED),
    EMERGENCY_END("POST", "/v1/emergency/end", Kind.KEYED),
    CALL_UP("POST", "/v1/emergency/call-ups", Kind.KEYED),
    CALL_UP_ANSWER("POST", "/v1/emergency/answer", Kind.KEYED),
    BULK_ORDER("POST", "/v1/emergency/orders", Kind.KEYED),
    BULK_CANCEL("POST", "/v1/emergency/orders/cancel", Kind.KEYED),
    RESERVE_PUT("PUT", "/v1/volunteers/{id}/reserve", Kind.PLAIN),
    RECOMMEND("POST", "/v1/recommendations", Kind.PLAIN),

    RESIDENT_CREATE("POST", "/v1/residents", Kind.KEYED),
    RESIDENT_CREATE_AT("POST", "/v1/residents/{id}", Kind.KEYED),
    RESIDENT_PUT("PUT", "/v1/residents/{id}", Kind.PLAIN),
    RESIDENT_GET("GET", "/v1/residents/{id}", Kind.PLAIN),
    RESIDENT_FIND("GET", "/v1/residents", Kind.PLAIN),
    READING_LIST("GET", "/v1/residents/{id}/readings", Kind.PLAIN),

    CONTACT_LIST("GET", "/v1/contacts", Kind.PLAIN),
    CONTACT_GET("GET", "/v1/contacts/{id}", Kind.PLAIN),
    CONTACT_PUT("PUT", "/v1/contacts/{id}", Kind.PLAIN),
    CONTACT_NUMBER("POST", "/v1/contacts/{id}/number", Kind.KEYED),

    VOLUNTEER_APPLY("POST", "/v1/volunteers", Kind.KEYED),
    VOLUNTEER_APPROVE("POST", "/v1/volunteers/{id}/approve", Kind.KEYED),
    VOLUNTEER_VERIFY("POST", "/v1/volunteers/{id}/verify", Kind.KEYED),
    ENROLMENT_GET("GET", "/v1/enrolment", Kind.PLAIN),
    VOLUNTEER_PUT("PUT", "/v1/volunteers/{id}", Kind.PLAIN),
    VOLUNTEER_GET("GET", "/v1/volunteers/{id}", Kind.PLAIN),
    VOLUNTEER_LIST("GET", "/v1/volunteers", Kind.PLAIN),
    DUTY_PUT("PUT", "/v1/volunteers/{id}/duty", Kind.PLAIN),

    OFFER_LIST("GET", "/v1/offers", Kind.PLAIN),
    OFFER_ACCEPT("POST", "/v1/offers/{id}/accept", Kind.KEYED),
    OFFER_DECLINE("POST", "/v1/offers/{id}/decline", Kind.KEYED),
    OFFER_EXTEND("POST", "/v1/offers/{id}/extend", Kind.KEYED),
    OFFER_HAND_BACK("POST", "/v1/offers/{id}/hand-back", Kind.KEYED),

    INVITATION_LIST("GET", "/v1/invitations", Kind.PLAIN),
    VISIT_LIST("GET", "/v1/visits", Kind.PLAIN),
    VISIT_CLAIM("POST", "/v1/visits/{id}/claim", Kind.KEYED),
    VISIT_DEPART("POST", "/v1/visits/{id}/depart", Kind.KEYED),
    VISIT_CHECK_IN("POST", "/v1/visits/{id}/check-in", Kind.KEYED),
    VISIT_STOP("POST", "/v1/visits/{id}/stops/{n}", Kind.KEYED),
    VISIT_CHECK_OUT("POST", "/v1/visits/{id}/check-out", Kind.KEYED),
    VISIT_CONFIRM("POST", "/v1/visits/{id}/confirm", Kind.KEYED),
    VISIT_DISPUTE("POST", "/v1/visits/{id}/dispute", Kind.KEYED),
    VISIT_RESOLVE("POST", "/v1/visits/{id}/resolve", Kind.KEYED),
    VISIT_ANSWER("POST", "/v1/visits/{id}/answer", Kind.KEYED),
    HOUR_LIST("GET", "/v1/hours", Kind.PLAIN),
    VISIT_NO_SHOW("POST", "/v1/visits/{id}/no-show", Kind.KEYED),

    LATE_ENTER("POST", "/v1/late-entries", Kind.KEYED),
    SHEET_GET("GET", "/v1/sheet", Kind.PLAIN),
    LATE_LIST("GET", "/v1/late-entries", Kind.PLAIN),
    LATE_SCAN("GET", "/v1/late-entries/{id}/scan", Kind.PLAIN),
    LATE_DECIDE("POST", "/v1/late-entries/{id}/decide", Kind.KEYED),

    ACTIVITY_CREATE("POST", "/v1/activities", Kind.KEYED),
    ACTIVITY_LIST("GET", "/v1/activities", Kind.PLAIN),
    ACTIVITY_GET("GET", "/v1/activities/{id}", Kind.PLAIN),
    ACTIVITY_CODE("GET", "/v1/activities/{id}/code", Kind.PLAIN),
    ACTIVITY_JOIN("POST", "/v1/activities/{id}/join", Kind.KEYED),
    ACTIVITY_LEAVE("POST", "/v1/activities/{id}/leave", Kind.KEYED),
    ACTIVITY_CHECK_IN("POST", "/v1/activities/{id}/check-in", Kind.KEYED),
    ACTIVITY_CHECK_OUT("POST", "/v1/activities/{id}/check-out", Kind.KEYED),
    ACTIVITY_CLOSE("POST", "/v1/activities/{id}/close", Kind.KEYED),
    ACTIVITY_CANCEL("POST", "/v1/activities/{id}/cancel", Kind.KEYED),
    ACTIVITY_CONFIRM("POST", "/v1/activities/{id}/confirm", Kind.KEYED),
    ACTIVITY_DISPUTE("POST", "/v1/activities/{id}/dispute", Kind.KEYED),
    ACTIVITY_RESOLVE("POST", "/v1/activities/{id}/resolve", Kind.KEYED),

    ORGANISATION_CREATE("POST", "/v1/organisations", Kind.KEYED),
    ORGANISATION_LIST("GET", "/v1/organisations", Kind.PLAIN),
    ORGANISATION_GET("GET", "/v1/organisations/{id}", Kind.PLAIN),
    ORGANISATION_PUT("PUT", "/v1/organisations/{id}", Kind.PLAIN),
    TEAM_CREATE("POST", "/v1/teams", Kind.KEYED),
    TEAM_LIST("GET", "/v1/teams", Kind.PLAIN),
    TEAM_GET("GET", "/v1/teams/{id}", Kind.PLAIN),
    TEAM_PUT("PUT", "/v1/teams/{id}", Kind.PLAIN),
    TEAM_INVITE("POST", "/v1/teams/{id}/members/{person}/invite", Kind.KEYED),
    TEAM_JOIN("POST", "/v1/teams/{id}/members/{person}/join", Kind.KEYED),
    TEAM_LEAVE("POST", "/v1/teams/{id}/members/{person}/leave", Kind.KEYED),
    TEAM_OFFER_LIST("GET", "/v1/team-offers", Kind.PLAIN),
    TEAM_OFFER_GET("GET", "/v1/team-offers/{id}", Kind.PLAIN),
    TEAM_OFFER_ACCEPT("POST", "/v1/team-offers/{id}/accept", Kind.KEYED),
    TEAM_OFFER_DECLINE("POST", "/v1/team-offers/{id}/decline", Kind.KEYED),
    ORDER_TEAMS("GET", "/v1/orders/{id}/teams", Kind.PLAIN),
    ORDER_OFFER_TEAM("POST", "/v1/orders/{id}/offer-team", Kind.KEYED),

    ACCOUNT_GET("GET", "/v1/accounts/{id}", Kind.PLAIN),
    ENTRY_LIST("GET", "/v1/accounts/{id}/entries", Kind.PLAIN),
    ENTRY_PROOF("GET", "/v1/accounts/{id}/entries/{n}/proof", Kind.PLAIN),

    IMPORT("POST", "/v1/imports", Kind.KEYED),
    EXPORT("GET", "/v1/exports/{kind}", Kind.PLAIN),

    STAFF_ADD("POST", "/v1/staff", Kind.KEYED),
    STAFF_LIST("GET", "/v1/staff", Kind.PLAIN),
    STAFF_DISABLE("POST", "/v1/staff/{id}/disable", Kind.KEYED),
    STAFF_RESET("POST", "/v1/staff/{id}/reset", Kind.KEYED),

    DEVICE_REGISTER("POST", "/v1/devices", Kind.KEYED),
    DEVICE_LIST("GET", "/v1/devices", Kind.PLAIN),
    DEVICE_REVOKE("POST", "/v1/devices/{id}/revoke", Kind.KEYED),
    DEVICE_POSITION("GET", "/v1/devices/{id}/position", Kind.PLAIN),

    CARRIER_RECEIPT("POST", "/v1/carriers/{name}/receipts", Kind.PUBLIC),
    CARRIER_REPLY("POST", "/v1/carriers/{name}/replies", Kind.PUBLIC),
    MESSAGE_REPORT("GET", "/v1/messages", Kind.PLAIN),

    AUDIT("GET", "/v1/audit", Kind.PLAIN),

    API_KEY_ADD("POST", "/v1/api-keys", Kind.KEYED),
    API_KEY_LIST("GET", "/v1/api-keys", Kind.PLAIN),
    API_KEY_REVOKE("POST", "/v1/api-keys/{id}/revoke", Kind.KEYED),

    OPEN311_DISCOVERY_JSON("GET", "/open311/discovery.json", Kind.PUBLIC),
    OPEN311_DISCOVERY_XML("GET", "/open311/discovery.xml", Kind.PUBLIC),
    OPEN311_SERVICES_JSON("GET", "/open311/v2/services.json", Kind.PUBLIC),
    OPEN311_SERVICES_XML("GET", "/open311/v2/services.xml", Kind.PUBLIC),
    OPEN311_SERVICE("GET", "/open311/v2/services/{file}", Kind.PUBLIC),
    OPEN311_REQUEST_JSON("POST", "/open311/v2/requests.json", Kind.PUBLIC),
    OPEN311_REQUEST_XML("POST", "/open311/v2/requests.xml", Kind.PUBLIC),
    OPEN311_REQUESTS_JSON("GET", "/open311/v2/requests.json", Kind.PUBLIC),
    OPEN311_REQUESTS_XML("GET", "/open311/v2/requests.xml", Kind.PUBLIC),
    OPEN311_REQUEST_GET("GET", "/open311/v2/requests/{file}", Kind.PUBLIC),
    OPEN311_TOKEN("GET", "/open311/v2/tokens/{file}", Kind.PUBLIC),

    POLICY_GET("GET", "/v1/policy", Kind.PLAIN),
    POLICY_PUBLISH("POST", "/v1/policy", Kind.KEYED);

    private enum Kind {
        PUBLIC,
        PUBLIC_KEYED,
        PLAIN,
        KEYED
    }

    private final String method;
    private final String path;
    private final Kind kind;

    Route(String method, String path, Kind kind) {
        this.method = method;
        this.path = path;
        this.kind = kind;
    }

    public String method() {
        return method;
    }

    /** Such as {@code /v1/orders/{id}}. */
    public String path() {
        return path;
    }

    /** Whether it needs no sign-in. */
    public boolean isPublic() {
        return kind == Kind.PUBLIC || kind == Kind.PUBLIC_KEYED;
    }

    /** Whether it must carry an {@code Idempotency-Key}. */
    public boolean isKeyed() {
        return kind == Kind.KEYED || kind == Kind.PUBLIC_KEYED;
    }

    /** Whether a form's {@code api_key} stands for the caller, as GeoReport has it, and no token. */
    public boolean takesApiKey() {
        return this == OPEN311_REQUEST_JSON || this == OPEN311_REQUEST_XML;
    }

    /** Whether only a node with demo tokens serves it. */
    public boolean isDemo() {
        return this == DEMO_TOKEN;
    }
}
