package org.linli.gateway.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.view.Families;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView;
import org.linli.proto.Order;
import org.linli.proto.ResidentFile;

/**
 * How much of an order somebody may see.
 *
 * @param address  address, notes, the exact place, who the resident is
 * @param codeWord both words of the door; never for the one who must be told the code word there
 * @param plan     whom the plan has in mind
 * @param doors    where the other residents of a round live
 */
record Sight(boolean address, boolean codeWord, boolean plan, boolean doors) {

    static Sight of(Caller caller, Order order, Parties parties) {
        boolean receiver = caller.is(Role.RESIDENT) && parties.residents().contains(caller.subject());
        boolean assigned = caller.isAny(Role.VOLUNTEER, Role.LEADER)
                && Orders.assigned(order).contains(caller.subject());
        boolean asked = caller.is(Role.ORG) && parties.creator().equals(caller.subject());
        boolean atOwnDoor = asked && order.getResidentId().equals(caller.subject());
        boolean staff = caller.isAny(Role.AGENT, Role.DISPATCHER, Role.REVIEWER)
                || (caller.is(Role.COMMUNITY) && caller.looksAfter(parties.communities()));
        return new Sight(
                receiver || assigned || asked || staff,
                (receiver || atOwnDoor || caller.is(Role.AGENT))
                        && !Orders.assigned(order).contains(caller.subject()),
                caller.isAny(Role.DISPATCHER, Role.AGENT),
                assigned || asked || staff);
    }

    /** Whether the caller is told of the order as one of those whom it concerns, not as staff. */
    static boolean isParty(Caller caller, Order order, Parties parties) {
        return parties.residents().contains(caller.subject())
                || parties.creator().equals(caller.subject())
                || Orders.assigned(order).contains(caller.subject());
    }

    /** Whom an order belongs to, as the read model knows the resident's family. */
    static Parties parties(RegionView view, Order order) {
        return new Parties(
                family(view, order.getResidentId()),
                Orders.asked(order),
                order.getActor().getSubject(),
                Orders.communities(order));
    }

    /** The relatives and the guardian whom a resident's file names. */
    static List<String> familyOf(ResidentFile file) {
        return Families.of(file);
    }

    /** The resident and the family whom the resident's file names. */
    static Set<String> family(RegionView view, String residentId) {
        Set<String> family = new HashSet<>();
        family.add(residentId);
        view.findProfile(residentId)
                .map(seen -> seen.value().getResident())
                .map(Sight::familyOf)
                .ifPresent(family::addAll);
        return family;
    }
}
