package org.linli.gateway.api;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.linli.gateway.enrol.IdNumber;

/**
 * Who has a telephone number. Somebody new gets the id that signing in with the number would give, so that a table and
 * the person's own first visit make one file and not two.
 */
public final class Phonebook {
    private static final int ID_DIGITS = 24;
    private static final int SHORTEST_PHONE = 7;

    private final Desk desk;

    public Phonebook(Desk desk) {
        this.desk = desk;
    }

    /** Ids of those who have the number, residents first. */
    public Future<List<String>> owners(String phone) {
        String digest = Phones.hex(Phones.digest(desk.sealing(), phone));
        return desk.registrar()
                .members("residents-by-phone:" + digest, "volunteers-by-phone:" + digest)
                .map(ids -> List.copyOf(new LinkedHashSet<>(ids)));
    }

    /** The id that somebody with this number has or will have. */
    String fresh(String phone) {
        return "p-" + Phones.hex(Phones.digest(desk.sealing(), phone)).substring(0, ID_DIGITS);
    }

    /** The id of somebody of this name who shares the number with others. */
    String fresh(String phone, String name) {
        return "p-"
                + Phones.hex(desk.sealing().digest("phone-and-name", phone + '\n' + name))
                        .substring(0, ID_DIGITS);
    }

    /** The id of somebody who has no number of a telephone but one of identity. */
    String fresh(IdNumber identity) {
        return "i-"
                + Phones.hex(desk.sealing().digest("identity", identity.number()))
                        .substring(0, ID_DIGITS);
    }

    /** Each as an id: a telephone number becomes its owner's. */
    Future<List<String>> ids(List<String> idsOrPhones) {
        Future<List<String>> ids = Future.succeededFuture(List.of());
        for (String one : idsOrPhones) {
            ids = ids.compose(before -> id(one).map(id -> {
                List<String> with = new ArrayList<>(before);
                with.add(id);
                return List.copyOf(with);
            }));
        }
        return ids;
    }

    private Future<String> id(String idOrPhone) {
        String digits = Phones.normal(idOrPhone);
        if (digits.length() < SHORTEST_PHONE || !Phones.isPhone(digits)) {
            return Future.succeededFuture(idOrPhone);
        }
        return owners(digits).map(owners -> owners.isEmpty() ? fresh(digits) : owners.get(0));
    }
}
