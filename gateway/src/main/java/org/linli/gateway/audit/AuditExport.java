package org.linli.gateway.audit;

import io.vertx.core.json.JsonObject;
import java.util.function.Predicate;
import org.linli.proto.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a stretch of the log as lines: a head, an entry each, a count after every thousand, and an end. Blocks. */
final class AuditExport {
    /** A resumed export loses no more than it would take to read so many again. */
    static final int CHUNK = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(AuditExport.class);

    private final AuditChain chain;
    private final AuditPlace to;
    private final Predicate<String> out;
    private long entries;
    private String last = "";
    private boolean isWanted = true;

    /** @param out takes a line; says no where nobody reads any more */
    private AuditExport(AuditChain chain, AuditPlace to, Predicate<String> out) {
        this.chain = chain;
        this.to = to;
        this.out = out;
    }

    /** @param behind the chain of the line that this export goes on from; empty: it begins a chain */
    static void run(
            AuditSource source, String region, AuditPlace from, AuditPlace to, String behind, Predicate<String> out) {
        AuditChain chain = behind.isEmpty() ? AuditChain.begin(region, from) : AuditChain.behind(behind);
        AuditExport export = new AuditExport(chain, to, out);
        JsonObject head = new JsonObject()
                .put("type", "head")
                .put("region", region)
                .put("from", from.toString())
                .put("chain", chain.last());
        export.isWanted = out.test(head.encode());
        try {
            source.read(from, entry -> export.take(from, entry));
            export.end();
        } catch (RuntimeException broken) {
            LOG.warn("an audit from {} stopped behind {}: {}", from, export.last, broken.getMessage());
            export.line(new JsonObject().put("type", "broken").put("last", export.last));
        }
    }

    private boolean take(AuditPlace from, Entry entry) {
        if (!to.isAtOrAfter(entry)) {
            return false;
        }
        if (from.isAtOrBefore(entry)) {
            entries++;
            last = AuditPlace.of(entry).toString();
            line(AuditJson.of(entry));
            if (entries % CHUNK == 0) {
                line(counted("chunk"));
            }
        }
        return isWanted;
    }

    private void end() {
        if (isWanted) {
            line(counted("end"));
        }
    }

    private JsonObject counted(String type) {
        return new JsonObject().put("type", type).put("entries", entries).put("last", last);
    }

    private void line(JsonObject json) {
        isWanted = isWanted && out.test(chain.link(json.encode()));
    }
}
