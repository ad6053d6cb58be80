package org.linli.gateway.node;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/**
 * The pages and the documents of the API, from the jar. Each file is read once, packed once, and kept: all of them
 * together have a few megabytes. Runs on event loops; only the first request of a file touches the jar.
 */
final class WebPages {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("geojson", "application/geo+json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("pbf", "application/x-protobuf"),
            Map.entry("map", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"));
    private static final Set<String> PACKED = Set.of("png", "ico", "woff2");
    private static final Set<String> PAGES =
            Set.of("/", "/volunteer", "/leader", "/dispatch", "/hotline", "/community", "/org");
    private static final int WORTH_PACKING = 1024;

    private final String securityPolicy;
    private final Map<String, Optional<WebFile>> files = new ConcurrentHashMap<>();

    private record WebFile(Buffer plain, Buffer packed, String type) {}

    /** @param tileUrl where the map's tiles come from, which the browser must be allowed to fetch */
    WebPages(String tileUrl) {
        String tiles = tileUrl.startsWith("http") ? " " + tileUrl.replaceFirst("^(https?://[^/]+).*", "$1") : "";
        this.securityPolicy =
                "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; "
                        + "img-src 'self' data: blob:" + tiles + "; connect-src 'self' ws: wss:" + tiles
                        + "; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    }

    /** Whether the request is for a file that there is; then it is answered. */
    boolean handle(HttpServerRequest request) {
        HttpMethod method = request.method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            return false;
        }
        Optional<WebFile> file = find(request.path());
        file.ifPresent(found -> answer(request, found));
        return file.isPresent();
    }

    private Optional<WebFile> find(String path) {
        String page = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (PAGES.contains(page)) {
            return resource("web/index.html");
        }
        boolean plain = path.matches("/[A-Za-z0-9_./@-]{1,200}") && !path.contains("..") && !path.contains("//");
        if (!plain || !path.substring(path.lastIndexOf('/')).contains(".")) {
            return Optional.empty();
        }
        return path.equals("/openapi.json") || path.equals("/asyncapi.json")
                ? resource(path.substring(1))
                : resource("web" + path);
    }

    private Optional<WebFile> resource(String name) {
        Optional<WebFile> known = files.get(name);
        if (known != null) {
            return known;
        }
        Optional<WebFile> read = read(name);
        read.ifPresent(file -> files.put(name, Optional.of(file)));
        return read;
    }

    private static Optional<WebFile> read(String name) {
        try (InputStream in = WebPages.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] read = in.readAllBytes();
            byte[] bytes = name.equals("openapi.json") ? ApiDocument.withRoles(read) : read;
            String ending = name.substring(name.lastIndexOf('.') + 1);
            boolean pack = bytes.length >= WORTH_PACKING && !PACKED.contains(ending);
            return Optional.of(new WebFile(
                    Buffer.buffer(bytes),
                    pack ? Buffer.buffer(gzip(bytes)) : Buffer.buffer(),
                    TYPES.getOrDefault(ending, "application/octet-stream")));
        } catch (IOException broken) {
            throw new UncheckedIOException("file (" + name + ") of the jar cannot be read", broken);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private void answer(HttpServerRequest request, WebFile file) {
        HttpServerResponse response = request.response();
        boolean hashed = request.path().startsWith("/assets/");
        response.putHeader("Content-Type", file.type());
        response.putHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
        response.putHeader("Content-Security-Policy", securityPolicy);
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Permissions-Policy", "geolocation=(self), camera=(self), microphone=(self)");
        response.putHeader("Vary", "Accept-Encoding");
        String accepts = request.getHeader("Accept-Encoding");
        boolean packed = file.packed().length() > 0 && accepts != null && accepts.contains("gzip");
        if (packed) {
            response.putHeader("Content-Encoding", "gzip");
        }
        Buffer body = packed ? file.packed() : file.plain();
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", Integer.toString(body.length()));
            response.end();
        } else {
            response.end(body);
        }
    }
}
