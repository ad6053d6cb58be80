package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Command;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.PutProfile;
import org.linli.proto.Reply;

/** Reading and writing people's files: what is private is opened, merged and sealed anew. */
final class Profiles {
    private static final int MAX_NAME = 64;
    private static final int MAX_PHONE = 32;
    private static final int MAX_ADDRESS = 200;
    private static final int MAX_NOTES = 2000;

    private final Desk desk;

    Profiles(Desk desk) {
        this.desk = desk;
    }

    /** A file as it is stored; version 0 and an empty profile where there is none. */
    record Found(Profile profile, long version) {}

    Future<Found> find(String personId) {
        return desk.registrar().read(EntityKey.profile(personId)).map(entities -> found(entities.get(0)));
    }

    static Found found(Versioned entity) {
        return entity.present()
                ? new Found(entity.entity().getProfile(), entity.version())
                : new Found(Profile.getDefaultInstance(), 0);
    }

    /** A checked person's id of the path. */
    static String personId(Exchange exchange) {
        return checked(exchange.id());
    }

    static String checked(String id) {
        if (!Ids.isPerson(id)) {
            throw Problem.of(ProblemCode.PERSON_NOT_FOUND, id);
        }
        return id;
    }

    /** What the body says of the private part; what it leaves out stays as it was. */
    static UnaryOperator<ProfilePrivate> privateOf(Fields body) {
        String name = body.text("name", MAX_NAME);
        String phone = phone(body, "phone");
        String address = body.text("address", MAX_ADDRESS);
        String doorNotes = body.text("doorNotes", MAX_NOTES);
        String wechatOpenId = body.text("wechatOpenId", MAX_NAME);
        String guardianName = body.text("guardianName", MAX_NAME);
        String guardianPhone = phone(body, "guardianPhone");
        return before -> {
            ProfilePrivate.Builder after = before.toBuilder();
            set(name, after::setName);
            set(phone, after::setPhone);
            set(address, after::setAddress);
            set(doorNotes, after::setDoorNotes);
            set(wechatOpenId, after::setWechatOpenId);
            set(guardianName, after::setGuardianName);
            set(guardianPhone, after::setGuardianPhone);
            return after.build();
        };
    }

    static String phone(Fields body, String name) {
        String phone = Phones.normal(body.text(name, MAX_PHONE));
        return phone.isEmpty() || Phones.isPhone(phone)
                ? phone
                : body.fault(name, "应为电话号码", "must be a telephone number", "");
    }

    private static void set(String value, Consumer<String> setter) {
        if (!value.isEmpty()) {
            setter.accept(value);
        }
    }

    /**
     * Commits the file.
     *
     * @param part     the part that the caller writes, volunteer or resident
     * @param approved whether a volunteer who is new here is approved at once
     */
    Future<Reply> put(
            Exchange exchange,
            Role role,
            Found before,
            Profile.Builder part,
            UnaryOperator<ProfilePrivate> merge,
            boolean approved) {
        String personId = part.getId();
        return desk.registrar().on(desk.people().open(before.profile())).compose(known -> {
            ProfilePrivate after = merge.apply(known);
            refuseUnproven(exchange, personId, known.getPhone(), after.getPhone());
            PutProfile.Builder put = PutProfile.newBuilder().setApproved(approved);
            ifMatch(exchange).ifPresent(version -> put.setMustMatch(true).setBaseVersion(version));
            if (after.equals(known)) {
                return submit(exchange, role, personId, put.setProfile(part));
            }
            // What is sealed here replaces the whole, so it must not overwrite a change made meanwhile.
            if (!put.getMustMatch()) {
                put.setMustMatch(true).setBaseVersion(before.version());
            }
            part.setPhoneDigest(digest(after.getPhone()));
            return desk.registrar()
                    .on(desk.sealing().seal(personId, after.toByteString()))
                    .compose(bytes -> submit(exchange, role, personId, put.setProfile(part.setSealed(bytes))));
        });
    }

    /**
     * A number is who one is at the door, so nobody says by their own word alone that another is theirs: it is changed by a code
     * that came there, see {@link ContactRoutes}, or by staff.
     */
    private void refuseUnproven(Exchange exchange, String personId, String known, String said) {
        boolean self = exchange.caller().subject().equals(personId);
        if (!self || said.equals(known) || exchange.route() == Route.CONTACT_NUMBER) {
            return;
        }
        boolean own = !PhoneCodes.isOfNumber(personId)
                || PhoneCodes.ids(Phones.hex(digest(said))).contains(personId);
        if (!known.isEmpty() || !own) {
            Fields body = exchange.fields();
            body.fault(
                    "phone",
                    "换号码要先用新号码收验证码",
                    "is changed by a code sent to the new number: POST /v1/contacts/" + personId + "/number",
                    0);
            body.check();
        }
    }

    private ByteString digest(String phone) {
        return phone.isEmpty() ? ByteString.EMPTY : Phones.digest(desk.sealing(), phone);
    }

    private Future<Reply> submit(Exchange exchange, Role role, String personId, PutProfile.Builder put) {
        return desk.registrar()
                .submit(
                        exchange,
                        Command.newBuilder()
                                .setActor(Registrar.actor(exchange.caller(), role, personId))
                                .setPutProfile(put));
    }

    /** The version of {@code If-Match}; empty where the header is absent or {@code *}. */
    static Optional<Long> ifMatch(Exchange exchange) {
        @Nullable String header = exchange.header("If-Match");
        if (header == null || header.equals("*")) {
            return Optional.empty();
        }
        String digits = header.strip().replaceFirst("^W/", "").replace("\"", "");
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException notOurs) {
            throw Problem.of(ProblemCode.VERSION_MISMATCH, header, "?");
        }
    }
}
