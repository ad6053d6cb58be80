package org.linli.gateway.message;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.frame.EmergencyFrames;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.frame.TeamFrames;
import org.linli.gateway.http.Language;
import org.linli.gateway.view.Orders;
import org.linli.proto.Emergency;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessagePurpose;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.Team;
import org.linli.proto.TeamOffer;
import org.linli.proto.Visit;
import org.linli.proto.Window;

/** What messages say, in Chinese and English: whole texts, and the values that carriers' templates are filled with. */
final class Wording {
    static final Set<String> YES_OR_NO = Set.of("1", "2");

    private static final DateTimeFormatter ZH = DateTimeFormatter.ofPattern("M月d日 HH:mm");
    private static final DateTimeFormatter EN = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private final Frames frames;
    private final Function<String, Optional<Team>> teams;

    /** @param teams by id, as far as they are known */
    Wording(Frames frames, Function<String, Optional<Team>> teams) {
        this.frames = frames;
        this.teams = teams;
    }

    /** The letter, still without an address. */
    Letter letter(Occasion occasion, MessageChannel channel, Order order, Secrets secrets, boolean english) {
        Map<String, String> values = values(occasion, order, secrets, english);
        boolean voice = channel == MessageChannel.MESSAGE_CHANNEL_VOICE;
        String purpose = word(occasion.purpose());
        return new Letter(
                occasion.key(),
                "",
                purpose,
                english,
                text(occasion.purpose(), values, english, voice),
                values,
                asks(occasion.purpose()) ? YES_OR_NO : Set.of());
    }

    /** The letter to a reserve who is called up, still without an address. */
    Letter callUp(MessageKey key, Emergency emergency, MessageChannel channel, boolean english) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("emergency", EmergencyFrames.text(emergency, english ? Language.EN : Language.ZH));
        values.put("end", time(emergency.getUntilMs(), english));
        boolean voice = channel == MessageChannel.MESSAGE_CHANNEL_VOICE;
        String text = text(key.purpose(), values, english, voice);
        return new Letter(key.toString(), "", word(key.purpose()), english, text, values, YES_OR_NO);
    }

    static String word(MessagePurpose purpose) {
        return purpose.name().substring("MESSAGE_PURPOSE_".length());
    }

    static boolean asks(MessagePurpose purpose) {
        return switch (purpose) {
            case MESSAGE_PURPOSE_OFFER, MESSAGE_PURPOSE_ASSIGNED, MESSAGE_PURPOSE_DONE, MESSAGE_PURPOSE_CALL_UP -> true;
            default -> false;
        };
    }

    /** Whether whoever answers to it is told what came of that; an offer to a team is answered on the page alone. */
    static boolean isAnswered(MessagePurpose purpose) {
        return asks(purpose) || purpose == MessagePurpose.MESSAGE_PURPOSE_TEAM_OFFER;
    }

    private Map<String, String> values(Occasion occasion, Order order, Secrets secrets, boolean english) {
        RegionPolicy policy = frames.policy();
        Language language = english ? Language.EN : Language.ZH;
        Map<String, String> values = new LinkedHashMap<>();
        values.put("service", frames.serviceName(order.getRequest().getService(), language));
        values.put("minutes", Integer.toString(order.getRequest().getDurationMinutes()));
        String community = order.getRequest().getCommunity();
        values.put("area", community.isEmpty() ? (english ? policy.nameEn() : policy.name()) : community);
        values.put("hotline", policy.hotlinePhone());
        Window window = order.getRequest().getWindow();
        values.put("end", time(window.getEndMs(), english));
        int teamOffer = Ids.teamOfferNumber(occasion.subject());
        if (teamOffer > 0) {
            team(values, order, order.getTeamOffers(teamOffer - 1), english);
        } else if (occasion.purpose() == MessagePurpose.MESSAGE_PURPOSE_EXPIRED) {
            values.put("paused", Orders.expiredPaused(order) ? paused(english) : "");
        }
        if (Ids.visitNumber(occasion.subject()) > 0) {
            Orders.visit(order, occasion.subject())
                    .ifPresent(visit -> visit(values, occasion, order, visit, secrets, english));
        } else {
            values.put("start", time(window.getStartMs(), english));
        }
        return values;
    }

    /** Nobody was asked, which is another thing than that nobody wanted to come. */
    private static String paused(boolean english) {
        return english
                ? ": an emergency had less urgent help wait, and nobody was asked in that time"
                : "应急期间，不紧急的单子先等着，没有派人。";
    }

    /** Only the receiving side is told who comes, and the words at the door. */
    private void visit(
            Map<String, String> values, Occasion occasion, Order order, Visit visit, Secrets secrets, boolean english) {
        Window window = Orders.offer(order, occasion.subject())
                .map(Offer::getVisitWindow)
                .orElse(Frames.window(order, visit));
        values.put("start", time(window.getStartMs(), english));
        if (occasion.purpose() == MessagePurpose.MESSAGE_PURPOSE_OFFER) {
            Orders.offer(order, occasion.subject())
                    .ifPresent(offer -> values.put("expires", time(offer.getExpiresAtMs(), english)));
        } else if (occasion.purpose() != MessagePurpose.MESSAGE_PURPOSE_NAMED) {
            values.put("name", secrets.name(visit.getVolunteerId()));
            values.put("greeting", frames.greeting(order, visit));
            values.put("codeWord", secrets.order().getCodeWord());
        }
    }

    /** How many, when and where about; neither the address nor who lives there. */
    private void team(Map<String, String> values, Order order, TeamOffer offer, boolean english) {
        int seats = TeamFrames.seats(order);
        int fewest = new TeamFrames(frames).fewest(order);
        String between = english ? " to " : "至";
        values.put("team", teams.apply(offer.getTeam()).map(Team::getName).orElse(""));
        values.put("people", fewest < seats ? fewest + between + seats : Integer.toString(seats));
        values.put("start", time(offer.getWindow().getStartMs(), english));
        values.put("expires", time(offer.getExpiresAtMs(), english));
    }

    private String time(long ms, boolean english) {
        return (english ? EN : ZH)
                .format(Instant.ofEpochMilli(ms).atZone(frames.policy().zone()));
    }

    private static String text(MessagePurpose purpose, Map<String, String> values, boolean english, boolean voice) {
        String text = english ? english(purpose, voice) : chinese(purpose, voice);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace('{' + value.getKey() + '}', value.getValue());
        }
        return text;
    }

    private static String chinese(MessagePurpose purpose, boolean voice) {
        String answer = voice ? "请按" : "请回复";
        return switch (purpose) {
            case MESSAGE_PURPOSE_OFFER ->
                "邻里：{area}有邻居需要“{service}”，{start}开始，约{minutes}分钟。接单" + answer + "1，不便" + answer + "2，{expires}前有效。";
            case MESSAGE_PURPOSE_ASSIGNED ->
                "邻里：{name}将于{start}上门（{service}）。来人先说“{greeting}”，您回答“{codeWord}”。如到时无人上门，" + answer + "2。";
            case MESSAGE_PURPOSE_NAMED ->
                "邻里：您的队伍接了{area}的“{service}”，{start}开始，约{minutes}分钟，队长点了您。地址在志愿者页面；不能去请尽早交回或告诉队长。";
            case MESSAGE_PURPOSE_TEAM_OFFER ->
                "邻里：有一单想请您的队伍“{team}”去：{area}的“{service}”，要{people}人，{start}开始，约{minutes}分钟。请在{expires}前到" + "“负责人”页面"
                        + (voice ? "" : "（网址后加/leader）") + "答复：要点名谁去，短信和电话接不了。";
            case MESSAGE_PURPOSE_RELEASED -> "邻里：原定{start}的“{service}”，志愿者临时不能来，正在为您另找，找到会再通知您。";
            case MESSAGE_PURPOSE_LAPSING -> "邻里：您的“{service}”还没有人接，{end}截止。急需请拨{hotline}。";
            case MESSAGE_PURPOSE_EXPIRED -> "邻里：很抱歉，这次没有为您的“{service}”找到人。{paused}需要请再拨{hotline}。";
            case MESSAGE_PURPOSE_CALL_UP ->
                "邻里：{emergency}。现在人手不够，您能来帮忙吗？能来" + answer + "1（值班到{end}），不能来" + answer + "2。来不了没关系。";
            case MESSAGE_PURPOSE_DONE -> "邻里：“{service}”已经做完了吗？做完了" + answer + "1；没有人来或没有做，" + answer + "2。";
            default -> "";
        };
    }

    private static String english(MessagePurpose purpose, boolean voice) {
        String answer = voice ? "press" : "reply";
        return switch (purpose) {
            case MESSAGE_PURPOSE_OFFER ->
                "Linli: a neighbour in {area} needs {service}, {start}, about {minutes} minutes. To accept " + answer
                        + " 1, to decline " + answer + " 2, before {expires}.";
            case MESSAGE_PURPOSE_ASSIGNED ->
                "Linli: {name} comes at {start} ({service}). They say “{greeting}” first, you answer “{codeWord}”."
                        + " If nobody comes, " + answer + " 2.";
            case MESSAGE_PURPOSE_NAMED ->
                "Linli: your team has taken {service} in {area}, {start}, about {minutes} minutes, and its leader"
                        + " named you. The address is on your page; if you cannot go, hand it back soon or tell your"
                        + " leader.";
            case MESSAGE_PURPOSE_TEAM_OFFER ->
                "Linli: an order for your team {team}: {service} in {area}, {people} people, {start}, about {minutes}"
                        + " minutes. Please answer before {expires} on the leaders’ page" + (voice ? "" : " (/leader)")
                        + ": it wants names, so it cannot be taken by text or call.";
            case MESSAGE_PURPOSE_RELEASED ->
                "Linli: whoever was to come at {start} ({service}) cannot; we look for somebody else and tell you.";
            case MESSAGE_PURPOSE_LAPSING ->
                "Linli: nobody has taken your {service} yet; it lapses at {end}. If it is urgent, call {hotline}.";
            case MESSAGE_PURPOSE_EXPIRED ->
                "Linli: we are sorry, nobody was found for your {service}{paused}. Please call {hotline} again.";
            case MESSAGE_PURPOSE_CALL_UP ->
                "Linli: {emergency}. Hands are short: can you help? If so " + answer + " 1 (duty until {end}), if not "
                        + answer + " 2. A no is fine.";
            case MESSAGE_PURPOSE_DONE ->
                "Linli: has {service} been done? If so " + answer + " 1; if nobody came or it was not done, " + answer
                        + " 2.";
            default -> "";
        };
    }
}
