package org.linli.gateway.message;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.http.Language;
import org.linli.gateway.view.Orders;
import org.linli.proto.MessagePurpose;
import org.linli.proto.Order;
import org.linli.proto.Reply;
import org.linli.proto.Visit;

/** What somebody who replied is told, in plain words. */
final class Answers {
    private final Frames frames;

    Answers(Frames frames) {
        this.frames = frames;
    }

    /** To whoever answers nothing that we asked. */
    String unknown() {
        return "邻里：没有找到您要回复的消息。需要帮助请拨" + frames.policy().hotlinePhone() + "。";
    }

    /** @param reply as the records gave it, or the problem {@code nothing} where they were not asked */
    String text(MessageKey key, String said, Reply reply, Order order, Secrets secrets, boolean english) {
        String hotline = frames.policy().hotlinePhone();
        if (key.purpose() == MessagePurpose.MESSAGE_PURPOSE_TEAM_OFFER) {
            return english
                    ? "Linli: this one wants names, so it cannot be answered by text or call. Please open the leaders’"
                            + " page (/leader); it also says whether there is still time."
                    : "邻里：这一单要点名谁去，短信和电话接不了。请打开“负责人”页面（网址后加/leader）答复，那里也看得到还来不来得及。";
        }
        if (Replies.digit(said).isEmpty()) {
            return english ? "Linli: please reply with 1 or 2." : "邻里：请回复1或2。";
        }
        boolean yes = Replies.digit(said).get() == 1;
        return switch (reply.getProblem()) {
            case "" -> done(key, yes, order, secrets, english);
            case "nothing" -> nothing(key, yes, english, hotline);
            case "offer-lapsed" ->
                english ? "Linli: too late, the offer has lapsed. Thank you all the same." : "邻里：回复晚了，这个单已经过期。谢谢您。";
            case "offer-withdrawn" ->
                english ? "Linli: the offer was withdrawn. Thank you all the same." : "邻里：这个单已经撤回。谢谢您。";
            case "offer-closed" -> closed(reply, english, hotline);
            case "calendar-overlap", "answer-offer-first" ->
                english ? "Linli: not accepted; you have something else at that time." : "邻里：没有接成，您那段时间已有安排。";
            case "already-posted" -> english ? "Linli: that was confirmed already." : "邻里：之前已经确认过了。";
            default ->
                english
                        ? "Linli: no reply is needed any more. Questions: " + hotline + "."
                        : "邻里：现在不需要回复了。有问题请拨" + hotline + "。";
        };
    }

    private String done(MessageKey key, boolean yes, Order order, Secrets secrets, boolean english) {
        if (key.purpose() == MessagePurpose.MESSAGE_PURPOSE_OFFER) {
            return yes ? accepted(key, order, secrets, english) : english ? "Linli: noted, thank you." : "邻里：好的，已记下。";
        }
        if (key.purpose() == MessagePurpose.MESSAGE_PURPOSE_CALL_UP) {
            return calledUp(yes, english);
        }
        if (key.purpose() == MessagePurpose.MESSAGE_PURPOSE_ASSIGNED) {
            return english ? "Linli: noted; we look for somebody else." : "邻里：已记下，正在为您另找。";
        }
        if (yes) {
            return english ? "Linli: confirmed, thank you." : "邻里：已确认，谢谢您。";
        }
        return english ? "Linli: noted; somebody will call you." : "邻里：已记下，工作人员会与您联系。";
    }

    private static String calledUp(boolean yes, boolean english) {
        if (yes) {
            return english ? "Linli: you are on duty. Take care, and thank you." : "邻里：您已上岗，有急需会马上告诉您。注意安全，谢谢您。";
        }
        return english ? "Linli: noted, thank you for telling us." : "邻里：收到，谢谢您告诉我们。";
    }

    /** Whoever accepts without a page must find the door. */
    private String accepted(MessageKey key, Order order, Secrets secrets, boolean english) {
        String service = frames.serviceName(order.getRequest().getService(), english ? Language.EN : Language.ZH);
        String address = secrets.order().getAddress();
        Visit visit = Orders.visit(order, key.subject()).orElse(Visit.getDefaultInstance());
        String start = DateTimeFormatter.ofPattern(english ? "d MMM HH:mm" : "M月d日 HH:mm", Locale.ENGLISH)
                .format(Instant.ofEpochMilli(Frames.window(order, visit).getStartMs())
                        .atZone(frames.policy().zone()));
        String greeting = frames.greeting(order, visit);
        return english
                ? "Linli: accepted: " + service + ", " + start + ", " + address + ". At the door say “" + greeting
                        + "” first."
                : "邻里：已接单：" + service + "，" + start + "，地址：" + address + "。到门口请先说“" + greeting + "”。";
    }

    private static String closed(Reply reply, boolean english, String hotline) {
        String state = reply.getArgumentsCount() > 1 ? reply.getArguments(1) : "";
        return switch (state) {
            case "ACCEPTED" ->
                english
                        ? "Linli: you have accepted it. If you cannot come, call " + hotline + "."
                        : "邻里：您已接了这个单。如不能去，请拨" + hotline + "。";
            case "DECLINED" -> english ? "Linli: you have declined it before." : "邻里：您之前已回复不接。";
            default -> english ? "Linli: the offer is closed." : "邻里：这个单已经结束。";
        };
    }

    private static String nothing(MessageKey key, boolean yes, boolean english, String hotline) {
        if (key.purpose() == MessagePurpose.MESSAGE_PURPOSE_ASSIGNED && yes) {
            return english ? "Linli: thank you." : "邻里：好的，谢谢您。";
        }
        return english
                ? "Linli: no reply is needed any more. Questions: " + hotline + "."
                : "邻里：现在不需要回复了。有问题请拨" + hotline + "。";
    }
}
