package org.linli.gateway.client;

import io.vertx.core.json.JsonObject;

/** A refusal as {@code application/problem+json} (RFC 9457). Stackless: it is the caller's mistake or an expected event. */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;
    private final String retryAfter;

    ApiProblem(int status, String code, String text, String retryAfter) {
        super(text, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static ApiProblem of(String call, int status, JsonObject problem, String retryAfter) {
        String type = text(problem, "type");
        String code = type.substring(type.lastIndexOf('/') + 1);
        String said = text(problem, "detail").isEmpty() ? text(problem, "title") : text(problem, "detail");
        return new ApiProblem(status, code, call + " → " + status + " " + code + ": " + said, retryAfter);
    }

    private static String text(JsonObject problem, String field) {
        return problem.getValue(field) instanceof String text ? text : "";
    }

    /** Of the HTTP answer, 400 to 599. */
    public int status() {
        return status;
    }

    /** The problem's code, such as {@code offer-lapsed}; empty where the answer named none. */
    public String code() {
        return code;
    }

    String retryAfter() {
        return retryAfter;
    }

    /** Whether the same call may be sent again: too many requests, or an outcome that is not known. */
    boolean passing() {
        return status == 429 || status == 503;
    }
}
