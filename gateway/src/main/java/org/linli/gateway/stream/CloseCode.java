package org.linli.gateway.stream;

/** Why a stream ended, as the WebSocket's close code says it; documented in {@code asyncapi.json}. */
public final class CloseCode {
    public static final int BAD_FRAME = 4400;
    public static final int NOT_SIGNED_IN = 4401;
    public static final int NOT_ALLOWED = 4403;
    public static final int SILENT = 4408;
    public static final int REPLACED = 4409;
    public static final int FRAME_TOO_LARGE = 4413;
    public static final int TOO_FAST = 4429;
    public static final int NODE_GOING = 4503;
    public static final int TOO_SLOW = 4508;

    private CloseCode() {}
}
