package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.matcher.credit.LeafHash;
import org.linli.matcher.credit.MerkleMountainRange;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Account;

/** Proves that an entry stands in its account's ledger, so that anybody can check it with SHA-256 alone. */
public final class ProofRoutes {
    /** Read and hashed for one proof; a volunteer of twenty years has some thousands. */
    private static final int MAX_ENTRIES = 20_000;

    private final Desk desk;

    public ProofRoutes(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.ENTRY_PROOF, this::proof);
    }

    private Future<Answer> proof(Exchange exchange) {
        String id = AccountRoutes.allowed(exchange);
        long number = AccountRoutes.number(exchange);
        return desk.registrar().read(EntityKey.account(id)).compose(entities -> {
            Account account = entities.get(0).entity().getAccount();
            if (number < 1 || number > Math.min(account.getEntries(), MAX_ENTRIES)) {
                throw Problem.of(ProblemCode.ENTRY_NOT_FOUND, Long.toString(number));
            }
            return leaves(id, account.getEntries()).map(leaves -> answer(account, leaves, (int) number));
        });
    }

    private Future<List<byte[]>> leaves(String accountId, long entries) {
        List<String> keys = new ArrayList<>();
        for (long number = 1; number <= Math.min(entries, MAX_ENTRIES); number++) {
            keys.add(EntityKey.ledger(accountId, number));
        }
        return desk.registrar()
                .read(keys)
                .map(found -> found.stream()
                        .filter(Versioned::present)
                        .map(entity -> LeafHash.leaf(entity.entity().getLedgerEntry()))
                        .toList());
    }

    private static Answer answer(Account account, List<byte[]> leaves, int number) {
        if (leaves.size() < account.getEntries()) {
            // Older entries have moved to the archive.
            throw Problem.of(ProblemCode.ENTRY_NOT_FOUND, Integer.toString(number));
        }
        MerkleMountainRange.Proof proof = MerkleMountainRange.prove(leaves, number - 1);
        return Answer.ok(new JsonObject()
                .put("number", number)
                .put("leaf", HexFormat.of().formatHex(leaves.get(number - 1)))
                .put(
                        "path",
                        Json.array(
                                proof.path(),
                                step -> new JsonObject()
                                        .put("side", step.left() ? "LEFT" : "RIGHT")
                                        .put("hash", HexFormat.of().formatHex(step.hash()))))
                .put("peaks", Json.array(account.getPeaksList(), ProofRoutes::hex))
                .put("entries", account.getEntries()));
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
