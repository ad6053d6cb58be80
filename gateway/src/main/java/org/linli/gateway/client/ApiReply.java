package org.linli.gateway.client;

import io.vertx.core.json.JsonObject;

/**
 * A successful answer.
 *
 * @param status   2xx
 * @param body     the JSON object; empty where the answer had none
 * @param etag     the {@code ETag} header, or empty
 * @param attempts how many attempts it took
 */
public record ApiReply(int status, JsonObject body, String etag, int attempts) {}
