package org.linli.gateway.audit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Checks an export line by line, in bounded memory: every link of the chain, that sequences follow each other, that counts
 * are right and that it comes to its end. An export that was resumed has a head for each part, which goes on from the line
 * before it.
 */
public final class AuditCheck {
    private @Nullable AuditChain chain;
    private @Nullable AuditPlace last;
    private @Nullable AuditPlace asked;
    private long entries;
    private long entriesOfPart;
    private long lines;
    private boolean hasEnded;
    private String fault = "";

    /**
     * What was found.
     *
     * @param last  the last entry that is right; null where there is none
     * @param chain the chain of the last line that is right; the same for everybody who exports the same stretch
     * @param fault what is wrong, with its line; empty where all is whole
     */
    public record Verdict(long entries, @Nullable AuditPlace last, String chain, long lines, String fault) {
        public boolean isWhole() {
            return fault.isEmpty();
        }
    }

    private AuditCheck() {}

    public static Verdict of(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return of(in);
        }
    }

    static Verdict of(BufferedReader in) throws IOException {
        AuditCheck check = new AuditCheck();
        for (String line = in.readLine(); line != null && check.fault.isEmpty(); line = in.readLine()) {
            check.lines++;
            check.take(line);
        }
        if (check.fault.isEmpty() && !check.hasEnded) {
            check.fault = "it has no end: what follows line " + check.lines + " is missing";
        }
        String last = check.chain == null ? "" : check.chain.last();
        return new Verdict(check.entries, check.last, last, check.lines, check.fault);
    }

    private void take(String line) {
        try {
            JsonObject json = new JsonObject(line);
            String type = json.getString("type", "");
            if (type.equals("head")) {
                head(json);
            } else if (chain == null || !chain.follows(line)) {
                wrong("has been changed, or a line before it is missing");
            } else {
                linked(type, json);
            }
        } catch (DecodeException | ClassCastException unreadable) {
            wrong("cannot be read");
        }
    }

    private void wrong(String what) {
        fault = "line " + lines + ' ' + what;
    }

    private void head(JsonObject json) {
        AuditPlace from = AuditPlace.find(json.getString("from", "")).orElse(AuditPlace.START);
        String link = json.getString("chain", "");
        String expected = chain == null
                ? AuditChain.begin(json.getString("region", ""), from).last()
                : chain.last();
        if (!expected.equals(link)) {
            wrong("does not go on from the line before it, or does not begin a chain");
            return;
        }
        chain = AuditChain.behind(link);
        asked = last == null ? from : null;
        entriesOfPart = 0;
        hasEnded = false;
    }

    private void linked(String type, JsonObject json) {
        switch (type) {
            case "entry" -> entry(new AuditPlace(json.getLong("generation", 0L), json.getLong("sequence", 0L)));
            case "chunk" -> counted(json);
            case "end" -> {
                counted(json);
                hasEnded = true;
            }
            case "broken" -> wrong("says that the log could not be read behind " + json.getString("last"));
            default -> wrong("is of no known type");
        }
    }

    private void entry(AuditPlace place) {
        boolean joins = last == null ? begins(place) : last.joins(place);
        if (!joins || hasEnded) {
            wrong("is entry " + place + ", which does not follow "
                    + (last == null ? "from " + asked : "entry " + last));
            return;
        }
        last = place;
        entries++;
        entriesOfPart++;
    }

    /** Nothing may be missing between what was asked for and the first entry. */
    private boolean begins(AuditPlace place) {
        AuditPlace from = asked == null ? AuditPlace.START : asked;
        return place.sequence() <= Math.max(1, from.sequence());
    }

    private void counted(JsonObject json) {
        if (json.getLong("entries", -1L) != entriesOfPart) {
            wrong("counts " + json.getLong("entries") + " entries, and there are " + entriesOfPart);
        }
    }
}
