package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Attempts;
import org.linli.gateway.access.Passwords;
import org.linli.gateway.access.Totp;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.proto.PersonAccess;
import org.linli.proto.SignInWay;
import org.linli.proto.StaffSecrets;

/**
 * Staff come in by password and authenticator. Whether the name, the password or the code was wrong, the answer is the
 * same and takes the same time: a password is hashed in any case.
 */
final class StaffDoor {
    private static final int BUSY_SECONDS = 2;

    private final Desk desk;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Executor hashing;
    private final Passwords.Kept nobodys;

    /** @param hashing a thread or two of its own, and no long queue: each password takes tenths of a second */
    StaffDoor(Desk desk, Sessions sessions, Passwords passwords, Attempts attempts, Executor hashing) {
        this.desk = desk;
        this.sessions = sessions;
        this.passwords = passwords;
        this.attempts = attempts;
        this.hashing = hashing;
        this.nobodys = passwords.nobodys();
    }

    /** What somebody said at the door. */
    record Said(String user, String password, String code) {}

    /** The password as it is to be kept, sealed under the person's key. */
    Future<ByteString> keep(String user, String password, ByteString totpSecret) {
        return hashed(() -> passwords.keep(password))
                .compose(kept -> desk.registrar()
                        .on(desk.sealing()
                                .seal(
                                        user,
                                        StaffSecrets.newBuilder()
                                                .setSalt(kept.salt())
                                                .setIterations(kept.rounds())
                                                .setHash(kept.hash())
                                                .setTotpSecret(totpSecret)
                                                .build()
                                                .toByteString())));
    }

    Future<Answer> enter(Exchange exchange, Said said) {
        return desk.registrar().read(EntityKey.access(said.user())).compose(entities -> {
            PersonAccess access = entities.get(0).entity().getAccess();
            slowDown(exchange, said, access);
            return secrets(said.user(), access).compose(secrets -> check(exchange, said, secrets));
        });
    }

    private void slowDown(Exchange exchange, Said said, PersonAccess access) {
        ByteString from = sessions.from(exchange);
        boolean known = access.getSessionsList().stream()
                .anyMatch(session -> session.getFromDigest().equals(from));
        int seconds = attempts.take(said.user(), exchange.address(), known);
        if (seconds > 0) {
            throw Problem.later(ProblemCode.TOO_MANY_REQUESTS, seconds);
        }
    }

    /** Empty for whoever is not of the staff, or is no more. */
    private Future<Optional<StaffSecrets>> secrets(String user, PersonAccess access) {
        if (!access.hasStaff() || access.getStaff().getDisabled()) {
            return Future.succeededFuture(Optional.empty());
        }
        return desk.registrar()
                .on(desk.sealing().open(user, access.getStaff().getSealed()))
                .map(clear -> clear.isEmpty() ? Optional.empty() : Optional.of(parsed(clear)));
    }

    private static StaffSecrets parsed(ByteString clear) {
        try {
            return StaffSecrets.parseFrom(clear);
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("what was sealed of somebody of the staff cannot be read", broken);
        }
    }

    private Future<Answer> check(Exchange exchange, Said said, Optional<StaffSecrets> secrets) {
        Passwords.Kept kept = secrets.map(own -> new Passwords.Kept(own.getSalt(), own.getIterations(), own.getHash()))
                .orElse(nobodys);
        byte[] totp = secrets.map(own -> own.getTotpSecret().toByteArray()).orElse(new byte[Totp.SECRET_BYTES]);
        OptionalLong step = Totp.step(totp, said.code(), desk.nowMs().getAsLong());
        return hashed(() -> Passwords.matches(said.password(), kept)).compose(matches -> {
            if (secrets.isEmpty() || !matches || step.isEmpty()) {
                throw Problem.of(ProblemCode.SIGN_IN_WRONG);
            }
            return sessions.begin(exchange, said.user(), SignInWay.SIGN_IN_WAY_PASSWORD, step.getAsLong())
                    .onSuccess(in -> attempts.succeeded(said.user(), exchange.address()));
        });
    }

    private <T> Future<T> hashed(Supplier<T> work) {
        try {
            return desk.registrar().on(CompletableFuture.supplyAsync(work, hashing));
        } catch (RejectedExecutionException full) {
            return Future.failedFuture(Problem.later(ProblemCode.UNAVAILABLE, BUSY_SECONDS));
        }
    }
}
