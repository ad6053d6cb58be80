package org.linli.load.city;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.backtest.CityPlanner;
import org.linli.proto.Account;
import org.linli.proto.Actor;
import org.linli.proto.Calendar;
import org.linli.proto.Change;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.Dispatch;
import org.linli.proto.Entry;
import org.linli.proto.Order;
import org.linli.proto.Place;
import org.linli.proto.Profile;
import org.linli.proto.ProposedOffer;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.SkillClaim;
import org.linli.proto.VisitState;
import org.linli.proto.Window;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.StraightLineTravel;

/**
 * The yardstick: an order goes at once to the nearest qualified volunteer who is free, and that is final. Where nobody is
 * free it waits, and whoever becomes free gets the order that waits nearest, or the one that has waited longest. For
 * orders of one person. Shares no code with the planner but the travel times.
 */
final class Greedy implements CityPlanner {
    private static final Actor ENGINE = Actor.newBuilder()
            .setSubject("dispatcher")
            .setRole(Role.ROLE_SYSTEM)
            .setChannel(Channel.CHANNEL_ENGINE)
            .build();

    private final Site site;
    private final boolean longestFirst;
    private final StraightLineTravel travel;
    private final Map<String, Volunteer> volunteers = new TreeMap<>();
    private final Map<String, Order> waiting = new LinkedHashMap<>();
    private final Set<String> asking = new HashSet<>();
    private final Set<String> no = new HashSet<>();

    private static final class Volunteer {
        final Set<String> skills = new HashSet<>();
        Calendar calendar = Calendar.getDefaultInstance();
        Place place = Place.getDefaultInstance();
        int rank;
        boolean asked;

        boolean isFree() {
            return calendar.getDuty().getOn() && calendar.getHoldsCount() == 0 && !asked;
        }
    }

    /** @param longestFirst whether who becomes free gets the order that has waited longest; else the nearest */
    Greedy(Site site, boolean longestFirst) {
        this.site = site;
        this.longestFirst = longestFirst;
        travel = new StraightLineTravel(site.policy().planning());
        site.region().watch(this::read);
    }

    @Override
    public void start() {}

    @Override
    public void confirmed() {}

    private void read(Entry entry) {
        List<String> freed = new ArrayList<>();
        for (Change change : entry.getChangesList()) {
            switch (change.getAfter().getBodyCase()) {
                case PROFILE -> profile(change.getAfter().getProfile());
                case ACCOUNT -> account(change.getAfter().getAccount());
                case CALENDAR -> {
                    Calendar calendar = change.getAfter().getCalendar();
                    volunteer(calendar.getVolunteerId()).calendar = calendar;
                    freed.add(calendar.getVolunteerId());
                }
                default -> {}
            }
        }
        if (entry.getCause().hasDeclineOffer()) {
            declined(entry, entry.getCause().getDeclineOffer().getOfferId());
        }
        site.positions().forEach(sample -> volunteer(sample.getVolunteerId()).place = sample.getPlace());
        entry.getChangesList().stream()
                .filter(change -> change.getAfter().hasOrder())
                .forEach(change -> order(change.getAfter().getOrder()));
        freed.forEach(this::freed);
    }

    private Volunteer volunteer(String id) {
        return volunteers.computeIfAbsent(id, one -> new Volunteer());
    }

    private void profile(Profile profile) {
        Volunteer volunteer = volunteer(profile.getId());
        for (SkillClaim claim : profile.getVolunteer().getSkillsList()) {
            volunteer.skills.add(claim.getSkill());
        }
        volunteer.place = profile.getVolunteer().getHome();
    }

    private void account(Account account) {
        volunteer(account.getId()).rank = site.policy().tierRank(account.getTier());
    }

    private void declined(Entry entry, String offerId) {
        for (Change change : entry.getChangesList()) {
            if (change.getAfter().hasOrder()) {
                String who = change.getAfter()
                        .getOrder()
                        .getVisits(0)
                        .getOffers(Ids.offerNumber(offerId) - 1)
                        .getVolunteerId();
                no.add(Ids.orderOf(offerId) + ' ' + who);
            }
        }
    }

    private void order(Order order) {
        boolean open = order.getVisitsCount() > 0 && order.getVisits(0).getState() == VisitState.VISIT_STATE_OPEN;
        if (open && !asking.contains(order.getId())) {
            waiting.put(order.getId(), order);
            nearestTo(order);
        } else if (!open) {
            waiting.remove(order.getId());
        }
    }

    private void nearestTo(Order order) {
        String best = null;
        int bestSeconds = Integer.MAX_VALUE;
        for (Map.Entry<String, Volunteer> entry : volunteers.entrySet()) {
            int seconds = entry.getValue().isFree() ? seconds(entry.getKey(), entry.getValue(), order) : -1;
            if (seconds >= 0 && seconds < bestSeconds) {
                best = entry.getKey();
                bestSeconds = seconds;
            }
        }
        if (best != null) {
            offer(order, best, bestSeconds);
        }
    }

    private void freed(String id) {
        Volunteer volunteer = volunteer(id);
        if (!volunteer.isFree() || waiting.isEmpty()) {
            return;
        }
        @Nullable Order best = null;
        int bestSeconds = Integer.MAX_VALUE;
        for (Order order : waiting.values()) {
            int seconds = seconds(id, volunteer, order);
            if (seconds >= 0 && seconds < bestSeconds && !(longestFirst && best != null)) {
                best = order;
                bestSeconds = seconds;
            }
        }
        if (best != null) {
            offer(best, id, bestSeconds);
        }
    }

    /** The way; negative where the volunteer may not. */
    private int seconds(String id, Volunteer volunteer, Order order) {
        RegionPolicy.Service service =
                site.policy().findService(order.getRequest().getService()).orElseThrow();
        boolean may =
                volunteer.rank >= site.policy().tierRank(order.getRequest().getMinTier())
                        && service.skills().stream().allMatch(need -> volunteer.skills.contains(need.skill()))
                        && !no.contains(order.getId() + ' ' + id);
        if (!may) {
            return -1;
        }
        int seconds = travel.seconds(
                spot(volunteer.place),
                spot(order.getRequest().getLocation()),
                volunteer.calendar.getDuty().getTravelMode());
        return seconds <= volunteer.calendar.getDuty().getMaxTravelMinutes() * 60 ? seconds : -1;
    }

    private static Spot spot(Place place) {
        return Spot.ofE7(place.getLatE7(), place.getLngE7());
    }

    private void offer(Order order, String who, int seconds) {
        waiting.remove(order.getId());
        asking.add(order.getId());
        volunteer(who).asked = true;
        long startMs = site.region().nowMs() + seconds * 1000L;
        long lastsMs = order.getRequest().getDurationMinutes() * 60_000L;
        Dispatch dispatch = Dispatch.newBuilder()
                .addOffers(ProposedOffer.newBuilder()
                        .setVisitId(Ids.visit(order.getId(), 1))
                        .setVolunteerId(who)
                        .setWindow(Window.newBuilder().setStartMs(startMs).setEndMs(startMs + lastsMs))
                        .setTravelSeconds(seconds)
                        .setOrigin("insert"))
                .build();
        site.region()
                .submit(
                        "",
                        ByteString.EMPTY,
                        1,
                        Command.newBuilder()
                                .setActor(ENGINE)
                                .setDispatch(dispatch)
                                .build())
                .thenAccept(reply -> site.loop().execute(() -> asked(order, who, reply)));
    }

    /** After the watchers have seen the entry. */
    private void asked(Order order, String who, Reply reply) {
        asking.remove(order.getId());
        volunteer(who).asked = false;
        if (!reply.getProblem().isEmpty()) {
            no.add(order.getId() + ' ' + who);
            order(site.region().get(EntityKey.order(order.getId())).entity().getOrder());
        }
    }
}
