package org.linli.gateway.frame;

import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.http.Language;
import org.linli.gateway.http.Words;
import org.linli.gateway.view.Orders;
import org.linli.matcher.dispatch.ReasonCode;
import org.linli.proto.AssignmentFrame;
import org.linli.proto.Calendar;
import org.linli.proto.DutyFrame;
import org.linli.proto.Invitation;
import org.linli.proto.Offer;
import org.linli.proto.OfferClosed;
import org.linli.proto.OfferCounts;
import org.linli.proto.OfferFrame;
import org.linli.proto.Order;
import org.linli.proto.OrderFrame;
import org.linli.proto.Reason;
import org.linli.proto.ReasonText;
import org.linli.proto.Visit;
import org.linli.proto.VisitCard;
import org.linli.proto.VisitFrame;
import org.linli.proto.Window;

/**
 * Makes the bodies of frames from the registry's entities. Pure: what a viewer may know is decided by who calls which
 * method with which {@link Secrets}. Safe to call from any thread.
 */
public final class Frames {
    private final Supplier<RegionPolicy> policy;
    private final BiFunction<Reason, Language, String> reasonTexts;
    private final DoorWords doorWords;
    private final UnaryOperator<String> numbers;

    /** Where nobody binds numbers. */
    public Frames(
            Supplier<RegionPolicy> policy, BiFunction<Reason, Language, String> reasonTexts, DoorWords doorWords) {
        this(policy, reasonTexts, doorWords, offerId -> "");
    }

    /** @param numbers the number that is bound for an accepted offer; empty where none is */
    public Frames(
            Supplier<RegionPolicy> policy,
            BiFunction<Reason, Language, String> reasonTexts,
            DoorWords doorWords,
            UnaryOperator<String> numbers) {
        this.policy = policy;
        this.reasonTexts = reasonTexts;
        this.doorWords = doorWords;
        this.numbers = numbers;
    }

    public RegionPolicy policy() {
        return policy.get();
    }

    /** An offer to its volunteer: the area, never the address. */
    public OfferFrame offer(Order order, Visit visit, Offer offer, Language language) {
        OfferFrame.Builder frame = OfferFrame.newBuilder()
                .setOfferId(offerId(order, visit, offer))
                .setVisit(card(order, visit, offer.getVisitWindow(), language))
                .setExpiresAt(Spots.time(offer.getExpiresAtMs()))
                .setTravelSeconds(offer.getTravelSeconds())
                .setPoints(offer.getPointsMilli() / 1000.0)
                .setState(Words.of(offer.getState(), "OFFER_STATE_"))
                .setExtended(offer.getExtended());
        offer.getReasonsList().forEach(reason -> frame.addReasons(reason(reason, language)));
        return frame.build();
    }

    public OfferClosed closed(Order order, Visit visit, Offer offer) {
        String reason = offer.getCloseCode().isEmpty() && offer.getDeclineReasonValue() != 0
                ? Words.of(offer.getDeclineReason(), "DECLINE_REASON_").toLowerCase(Locale.ROOT)
                : offer.getCloseCode();
        return OfferClosed.newBuilder()
                .setOfferId(offerId(order, visit, offer))
                .setVisitId(Ids.visit(order.getId(), visit.getNumber()))
                .setState(Words.of(offer.getState(), "OFFER_STATE_"))
                .setReason(reason)
                .build();
    }

    /** An invitation to claim: the area, never the address. */
    public Invitation invitation(Order order, Visit visit, int travelSeconds, double points, Language language) {
        return Invitation.newBuilder()
                .setVisit(card(order, visit, window(order, visit), language))
                .setUntil(Spots.time(visit.getInvitedUntilMs()))
                .setTravelSeconds(travelSeconds)
                .setPoints(points)
                .build();
    }

    /** What the visit's volunteer says first at the door; empty where nobody is on the way or there. */
    public String greeting(Order order, Visit visit) {
        return Orders.isTaken(visit)
                ? doorWords.greeting(Ids.visit(order.getId(), visit.getNumber()), visit.getVolunteerId())
                : "";
    }

    /** By which the visit's volunteer and resident reach each other; empty where no number is bound. */
    public String contactNumber(Order order, Visit visit) {
        return numbers.apply(Ids.offer(Ids.visit(order.getId(), visit.getNumber()), visit.getAcceptedOffer()));
    }

    /** A taken visit; with the whole card and the offer to hand back where it is the volunteer's own, else without. */
    public AssignmentFrame assignment(Order order, Visit visit, Secrets secrets, boolean own, Language language) {
        Window window = window(order, visit);
        AssignmentFrame.Builder frame = AssignmentFrame.newBuilder()
                .setVisitId(Ids.visit(order.getId(), visit.getNumber()))
                .setOrderId(order.getId())
                .setVolunteerId(visit.getVolunteerId())
                .setVolunteerName(secrets.name(visit.getVolunteerId()))
                .setStart(Spots.time(window.getStartMs()))
                .setEnd(Spots.time(window.getEndMs()))
                .setTravelSeconds(travelSeconds(visit))
                .setState(state(visit));
        return own && Orders.isTaken(visit)
                ? frame.setVisit(exactCard(order, visit, secrets, language))
                        .setOfferId(Ids.offer(frame.getVisitId(), visit.getAcceptedOffer()))
                        .setContactNumber(contactNumber(order, visit))
                        .build()
                : frame.build();
    }

    /** An order to its parties and to staff; the code word only where the secrets hold it. */
    public OrderFrame order(Order order, long version, Secrets secrets, Language language) {
        OrderFrame.Builder frame = OrderFrame.newBuilder()
                .setOrderId(order.getId())
                .setState(Words.of(order.getState(), "ORDER_STATE_"))
                .setVersion(version)
                .setService(order.getRequest().getService())
                .setServiceName(serviceName(order.getRequest().getService(), language))
                .setPriority(priority(order))
                .setLocation(Spots.exact(order.getRequest().getLocation()))
                .setWindowStart(Spots.time(order.getRequest().getWindow().getStartMs()))
                .setWindowEnd(Spots.time(order.getRequest().getWindow().getEndMs()))
                .setCreatedAt(Spots.time(order.getCreatedAtMs()))
                .setOffers(counts(order))
                .setResidentId(order.getResidentId())
                .setCommunity(order.getRequest().getCommunity())
                .setEscalated(order.getEscalated())
                .setCodeWord(secrets.order().getCodeWord())
                .setDurationMinutes(order.getRequest().getDurationMinutes());
        order.getVisitsList().forEach(visit -> frame.addVisits(visit(order, visit, secrets)));
        return frame.build();
    }

    /** A visit to its parties and to staff; its volunteer's greeting only where the secrets hold the code word. */
    public VisitFrame visit(Order order, Visit visit, Secrets secrets) {
        VisitFrame.Builder frame = VisitFrame.newBuilder()
                .setVisitId(Ids.visit(order.getId(), visit.getNumber()))
                .setOrderId(order.getId())
                .setState(state(visit))
                .setVolunteerId(visit.getVolunteerId())
                .setVolunteerName(secrets.name(visit.getVolunteerId()))
                .setOffers(counts(visit))
                .setCreditedMinutes(visit.getCreditedMinutes());
        if (secrets.tellsCodeWord()) {
            frame.setGreeting(greeting(order, visit)).setContactNumber(contactNumber(order, visit));
        }
        return visit.hasWindow()
                ? frame.setStart(Spots.time(visit.getWindow().getStartMs()))
                        .setEnd(Spots.time(visit.getWindow().getEndMs()))
                        .build()
                : frame.build();
    }

    /** A visit to somebody who was asked and is not it: that it is gone, not who has it. */
    public VisitFrame gone(Order order, Visit visit) {
        return VisitFrame.newBuilder()
                .setVisitId(Ids.visit(order.getId(), visit.getNumber()))
                .setOrderId(order.getId())
                .setState(state(visit))
                .build();
    }

    public DutyFrame duty(Calendar calendar) {
        return DutyFrame.newBuilder()
                .setVolunteerId(calendar.getVolunteerId())
                .setOn(calendar.getDuty().getOn())
                .setUntil(Spots.time(calendar.getDuty().getUntilMs()))
                .setTravelMode(Words.of(calendar.getDuty().getTravelMode(), "TRAVEL_MODE_"))
                .build();
    }

    /** A reason for anybody: where it speaks of a person, it does not say of whom. */
    public ReasonText reason(Reason reason, Language language) {
        Reason told = isOfAPerson(reason) ? reason.toBuilder().clearRef().build() : reason;
        return reason(told, told, language);
    }

    /**
     * A reason for staff, who may read names.
     *
     * @param names a person's name by id; empty where it is not known
     */
    public ReasonText reason(Reason reason, Language language, UnaryOperator<String> names) {
        String name = isOfAPerson(reason) ? names.apply(reason.getRef()) : "";
        return reason(
                reason,
                name.isEmpty() ? reason : reason.toBuilder().setRef(name).build(),
                language);
    }

    private ReasonText reason(Reason reason, Reason told, Language language) {
        return ReasonText.newBuilder()
                .setCode(reason.getCode())
                .setAmount(reason.getAmount())
                .setRef(reason.getRef())
                .setText(reasonTexts.apply(told, language))
                .build();
    }

    private static boolean isOfAPerson(Reason reason) {
        return ReasonCode.refersOf(reason.getCode()) == ReasonCode.Refers.PERSON
                && !reason.getRef().isEmpty();
    }

    /** A service's name; its code where the policy has it no more. */
    public String serviceName(String code, Language language) {
        return policy.get()
                .findService(code)
                .map(service -> language == Language.EN ? service.nameEn() : service.name())
                .orElse(code);
    }

    public static OfferCounts counts(Order order) {
        OfferCounts.Builder sum = OfferCounts.newBuilder();
        for (Visit visit : order.getVisitsList()) {
            OfferCounts counts = counts(visit);
            sum.setAsked(sum.getAsked() + counts.getAsked())
                    .setDeclined(sum.getDeclined() + counts.getDeclined())
                    .setLapsed(sum.getLapsed() + counts.getLapsed())
                    .setWaiting(sum.getWaiting() + counts.getWaiting());
        }
        return sum.build();
    }

    public static OfferCounts counts(Visit visit) {
        return OfferCounts.newBuilder()
                .setAsked(visit.getOffersCount())
                .setDeclined(visit.getDeclines())
                .setLapsed(visit.getLapses())
                .setWaiting((int)
                        visit.getOffersList().stream().filter(Orders::isLive).count())
                .build();
    }

    /** Points that the visit would bring somebody in the first band of the year, for those whom nobody has asked yet. */
    public static double usualPoints(RegionPolicy policy, Order order) {
        int difficulty = policy.findService(order.getRequest().getService())
                .map(RegionPolicy.Service::difficulty)
                .orElse(1000);
        int hoursPerPoint = policy.credit().bands().isEmpty()
                ? 1
                : policy.credit().bands().get(0).hoursPerPoint();
        double points = order.getRequest().getDurationMinutes() / 60.0 / hoursPerPoint * difficulty / 1000;
        return Math.round(points * 1000) / 1000.0;
    }

    /** The time that the visit was taken or offered for, else the order's own. */
    public static Window window(Order order, Visit visit) {
        return visit.hasWindow() ? visit.getWindow() : order.getRequest().getWindow();
    }

    public static String state(Visit visit) {
        return Words.of(visit.getState(), "VISIT_STATE_");
    }

    public static String priority(Order order) {
        return Words.of(order.getRequest().getPriority(), "PRIORITY_");
    }

    public static String offerId(Order order, Visit visit, Offer offer) {
        return Ids.offer(Ids.visit(order.getId(), visit.getNumber()), offer.getNumber());
    }

    private static int travelSeconds(Visit visit) {
        return visit.getOffersList().stream()
                .filter(offer -> offer.getNumber() == visit.getAcceptedOffer())
                .mapToInt(Offer::getTravelSeconds)
                .findFirst()
                .orElse(0);
    }

    private VisitCard exactCard(Order order, Visit visit, Secrets secrets, Language language) {
        VisitCard.Builder card = card(order, visit, window(order, visit), language).toBuilder()
                .setLocation(Spots.exact(order.getRequest().getLocation()))
                .setAddress(secrets.order().getAddress())
                .setNotes(secrets.order().getNotes())
                .setGreeting(greeting(order, visit))
                .setResidentName(secrets.name(order.getResidentId()));
        if (order.getRequest().hasTo()) {
            card.setTo(Spots.exact(order.getRequest().getTo()));
        }
        return card.addAllStops(StopCards.of(order, visit, secrets)).build();
    }

    VisitCard card(Order order, Visit visit, Window window, Language language) {
        VisitCard.Builder card = VisitCard.newBuilder()
                .setVisitId(Ids.visit(order.getId(), visit.getNumber()))
                .setOrderId(order.getId())
                .setService(order.getRequest().getService())
                .setServiceName(serviceName(order.getRequest().getService(), language))
                .setArea(area(order, language))
                .setLocation(Spots.rounded(order.getRequest().getLocation()))
                .setStart(Spots.time(window.getStartMs()))
                .setEnd(Spots.time(window.getEndMs()))
                .setDurationMinutes(order.getRequest().getDurationMinutes())
                .setPriority(priority(order))
                .setState(state(visit));
        order.getRequest().getSkillsList().forEach(skill -> card.addSkills(skill.getSkill()));
        return card.build();
    }

    private String area(Order order, Language language) {
        String community = order.getRequest().getCommunity();
        if (!community.isEmpty()) {
            return community;
        }
        return language == Language.EN ? policy.get().nameEn() : policy.get().name();
    }
}
