package org.linli.load.week;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.linli.gateway.access.Totp;

/**
 * How people come in: staff by password and authenticator, once an administrator has added them; neighbours by their telephone
 * and the code that comes to it. Everybody signs in once. Blocks; safe for several threads.
 */
final class Entrance {
    private static final Set<String> NEIGHBOURS = Set.of("resident", "volunteer");

    private final Calls calls;
    private final Administrator administrator;
    private final TextCarrier carrier;
    private final Map<String, String> telephones = new ConcurrentHashMap<>();
    private final Map<String, Pass> passes = new HashMap<>();

    Entrance(Calls calls, Administrator administrator, TextCarrier carrier) {
        this.calls = calls;
        this.administrator = administrator;
        this.carrier = carrier;
    }

    /** Whose telephone it is, by the name under which they will be asked for. */
    void knows(String person, String telephone) {
        telephones.put(person, telephone);
    }

    synchronized Pass pass(String role, String person, String... communities) {
        String telephone = NEIGHBOURS.contains(role) ? telephone(person) : "";
        String key = telephone.isEmpty() ? "staff " + person : "telephone " + telephone;
        Pass known = passes.get(key);
        if (known != null) {
            return known;
        }
        Pass fresh = telephone.isEmpty() ? staff(role, person, communities) : byTelephone(telephone);
        passes.put(key, fresh);
        return fresh;
    }

    /** Of somebody whom nobody told us of, what stands in the file. */
    private String telephone(String person) {
        String known = telephones.get(person);
        return known != null
                ? known
                : calls.ok(Calls.Call.json("GET", "/v1/contacts/" + person, new JsonObject(), admin().token()))
                        .getString("phone");
    }

    private Pass admin() {
        return pass("admin", Administrator.NAME);
    }

    private Pass byTelephone(String number) {
        JsonObject said = new JsonObject().put("phone", number);
        calls.ok(Calls.Call.json("POST", "/v1/sign-in", said, "").from(address(number)));
        said.put("code", carrier.code(number));
        return new Pass(
                calls, calls.ok(Calls.Call.json("POST", "/v1/sign-in", said, "").from(address(number))));
    }

    /** Each telephone calls from an address of its own, as the proxy before a node says. */
    private static String address(String number) {
        long last = Long.parseLong(number) % (1 << 24);
        return "10." + (last >> 16) + '.' + (last >> 8 & 0xff) + '.' + (last & 0xff);
    }

    /** The first is added on the node's machine, the others by the first. */
    private Pass staff(String role, String person, String... communities) {
        if (person.equals(Administrator.NAME)) {
            return enter(person, administrator.add());
        }
        String secret = Administrator.freshSecret();
        JsonObject added = new JsonObject()
                .put("id", person)
                .put("password", Administrator.PASSWORD)
                .put("totpSecret", secret)
                .put("roles", new JsonArray().add(role));
        if (communities.length > 0) {
            added.put("communities", new JsonArray(List.of(communities)));
        }
        calls.ok(Calls.Call.json("POST", "/v1/staff", added, admin().token()));
        return enter(person, secret);
    }

    private Pass enter(String person, String secret) {
        JsonObject said = new JsonObject()
                .put("user", person)
                .put("password", Administrator.PASSWORD)
                .put("code", Totp.code(Administrator.bytes(secret), System.currentTimeMillis()));
        return new Pass(calls, calls.ok(Calls.Call.json("POST", "/v1/sign-in", said, "")));
    }
}
