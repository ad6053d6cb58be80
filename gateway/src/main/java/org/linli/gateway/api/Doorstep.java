package org.linli.gateway.api;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Problem;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Command;
import org.linli.proto.OrderRequest;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.PutProfile;
import org.linli.proto.ResidentFile;

/**
 * Whom an order is for, as staff know people on their round: by telephone, or by name and house number; who has no file gets
 * one. The same call made again finds the same person.
 */
final class Doorstep {
    /** Residents of a few communities; whoever looks after more searches by telephone. */
    static final int MOST_SEARCHED = 5_000;

    private static final int MAX_NAME = 64;
    private static final int MAX_PHONE = 32;
    private static final int MAX_ADDRESS = 200;
    private static final int ID_DIGITS = 24;

    private final Desk desk;
    private final Phonebook phonebook;

    Doorstep(Desk desk) {
        this.desk = desk;
        this.phonebook = new Phonebook(desk);
    }

    /** What staff wrote down of somebody. */
    record Told(String name, String phone, String address) {}

    /** Somebody with a file and what is sealed of it. */
    record Known(Profile profile, ProfilePrivate secrets) {}

    /** The body's {@code resident}; absent where it names an id or means the caller. */
    static Optional<Told> read(Fields body) {
        return body.object("resident").map(told -> {
            String phone = Phones.normal(told.text("phone", MAX_PHONE));
            if (!phone.isEmpty() && !Phones.isPhone(phone)) {
                told.fault("phone", "应为电话号码", "must be a telephone number", 0);
            }
            String address = told.text("address", MAX_ADDRESS);
            if (phone.isEmpty() && address.isEmpty()) {
                told.fault("address", "电话和门牌号至少填一项", "is required where there is no telephone number", 0);
            }
            return new Told(told.requiredText("name", MAX_NAME), phone, address);
        });
    }

    /** The residents of the caller's communities, with what is sealed of them; refused where they are too many. */
    Future<List<Known>> neighbours(Exchange exchange) {
        return desk.registrar().blocking(() -> files(exchange.caller())).compose(profiles -> {
            if (profiles.size() > MOST_SEARCHED) {
                throw Problem.field(
                        "/query/text",
                        "您照看的居民超过 " + MOST_SEARCHED + " 位，请按电话查找",
                        "more than " + MOST_SEARCHED + " residents are yours: search by telephone");
            }
            return desk.registrar().on(desk.people().openAll(profiles)).map(secrets -> {
                List<Known> known = new ArrayList<>();
                for (int i = 0; i < profiles.size(); i++) {
                    known.add(new Known(profiles.get(i), secrets.get(i)));
                }
                return known;
            });
        });
    }

    private List<Profile> files(Caller caller) {
        return desk.view()
                .profilesAfter("")
                .filter(profile -> profile.hasResident()
                        && caller.looksAfter(Set.of(profile.getResident().getCommunity())))
                .limit(MOST_SEARCHED + 1L)
                .toList();
    }

    /** The file of whoever was told of; made where there is none. */
    Future<Profile> find(Exchange exchange, Told told, OrderRequest.Builder request) {
        Future<Optional<Profile>> found = told.phone().isEmpty() ? byDoor(exchange, told) : byPhone(told);
        return found.compose(
                profile -> profile.map(Future::succeededFuture).orElseGet(() -> enrol(exchange, told, request)));
    }

    private Future<Optional<Profile>> byPhone(Told told) {
        return phonebook.owners(told.phone()).compose(ids -> {
            List<Profile> owners = ids.stream()
                    .flatMap(id -> desk.view().findProfile(id).stream())
                    .map(Seen::value)
                    .filter(Profile::hasResident)
                    .toList();
            return desk.registrar().on(desk.people().openAll(owners)).map(secrets -> {
                for (int i = 0; i < owners.size(); i++) {
                    if (isSame(secrets.get(i).getName(), told.name())) {
                        return Optional.of(owners.get(i));
                    }
                }
                return Optional.<Profile>empty();
            });
        });
    }

    private Future<Optional<Profile>> byDoor(Exchange exchange, Told told) {
        return neighbours(exchange)
                .map(known -> known.stream()
                        .filter(one -> isSame(one.secrets().getName(), told.name())
                                && isSame(one.secrets().getAddress(), told.address()))
                        .map(Known::profile)
                        .findFirst());
    }

    static boolean isSame(String one, String other) {
        return plain(one).equals(plain(other));
    }

    /** As people write it in a hurry: without spaces and signs, in small letters. */
    static String plain(String text) {
        return text.replaceAll("[\\s\\p{Punct}，。、（）－]+", "").toLowerCase(Locale.ROOT);
    }

    /** In the community that the order names, else in the caller's only one; the home is where the order is. */
    private Future<Profile> enrol(Exchange exchange, Told told, OrderRequest.Builder request) {
        String community = community(exchange.caller(), request);
        Role role = Registrar.allow(
                exchange, new Parties(Set.of(), Set.of(), "", community.isEmpty() ? Set.of() : Set.of(community)));
        ResidentFile.Builder file = ResidentFile.newBuilder().setCommunity(community);
        if (request.hasLocation()) {
            file.setHome(request.getLocation());
        }
        Profile.Builder profile =
                Profile.newBuilder().setId(freshId(exchange, told)).setResident(file);
        ProfilePrivate secrets = ProfilePrivate.newBuilder()
                .setName(told.name())
                .setPhone(told.phone())
                .setAddress(told.address())
                .build();
        if (!told.phone().isEmpty()) {
            profile.setPhoneDigest(Phones.digest(desk.sealing(), told.phone()));
        }
        return desk.registrar()
                .on(desk.sealing().seal(profile.getId(), secrets.toByteString()))
                .compose(bytes -> desk.registrar()
                        .submit(
                                exchange,
                                "resident",
                                exchange.body().toString(),
                                Command.newBuilder()
                                        .setActor(Registrar.actor(exchange.caller(), role, profile.getId()))
                                        .setPutProfile(PutProfile.newBuilder().setProfile(profile.setSealed(bytes)))))
                .map(reply -> {
                    if (!reply.getProblem().isEmpty()) {
                        throw Refusals.of(reply);
                    }
                    return profile.build();
                });
    }

    private static String community(Caller caller, OrderRequest.Builder request) {
        boolean only = caller.communities().size() == 1 && !caller.communities().contains(Caller.EVERY_COMMUNITY);
        return request.getCommunity().isEmpty() && only
                ? caller.communities().iterator().next()
                : request.getCommunity();
    }

    /** By number and name, or, for somebody without a number, by the call's own key. */
    private String freshId(Exchange exchange, Told told) {
        if (!told.phone().isEmpty()) {
            return phonebook.fresh(told.phone(), told.name());
        }
        @Nullable String key = exchange.header("Idempotency-Key");
        String call =
                exchange.caller().subject() + '|' + (key == null ? desk.uuids().get() : key);
        return "r-" + Phones.hex(desk.sealing().digest("doorstep", call)).substring(0, ID_DIGITS);
    }
}
