package org.linli.gateway.message;

import java.util.Optional;
import org.linli.domain.Ids;
import org.linli.gateway.view.Orders;
import org.linli.proto.AcceptOffer;
import org.linli.proto.Actor;
import org.linli.proto.AnswerCallUp;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.ConfirmVisit;
import org.linli.proto.DeclineOffer;
import org.linli.proto.DeclineReason;
import org.linli.proto.DisputeVisit;
import org.linli.proto.MessageChannel;
import org.linli.proto.Order;
import org.linli.proto.ReportNoShow;
import org.linli.proto.Role;

/** Which command 1 and 2 mean, by what was asked. */
final class Replies {
    private static final String DISPUTED = "reply-2";

    private Replies() {}

    /** The digit that was pressed or written, full-width too; empty where it was neither 1 nor 2. */
    static Optional<Integer> digit(String text) {
        return switch (text.strip()) {
            case "1", "１" -> Optional.of(1);
            case "2", "２" -> Optional.of(2);
            default -> Optional.empty();
        };
    }

    /** Empty where the reply asks for nothing to be done. */
    static Optional<Command> command(MessageKey key, MessageChannel by, String text, Order order) {
        Optional<Integer> digit = digit(text);
        if (digit.isEmpty()) {
            return Optional.empty();
        }
        boolean yes = digit.get() == 1;
        Command.Builder command = Command.newBuilder();
        switch (key.purpose()) {
            case MESSAGE_PURPOSE_OFFER -> offer(command.setActor(volunteer(key, by)), key, yes);
            case MESSAGE_PURPOSE_CALL_UP ->
                command.setActor(volunteer(key, by))
                        .setAnswerCallUp(AnswerCallUp.newBuilder()
                                .setEmergencyId(CallUps.emergencyOf(key))
                                .setVolunteerId(key.recipient())
                                .setYes(yes));
            case MESSAGE_PURPOSE_DONE -> done(command.setActor(resident(key, by)), key, yes);
            case MESSAGE_PURPOSE_ASSIGNED -> {
                if (yes || !isStillTheirs(order, key.subject())) {
                    return Optional.empty();
                }
                command.setActor(resident(key, by))
                        .setReportNoShow(ReportNoShow.newBuilder().setVisitId(Ids.visitOf(key.subject())));
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(command.build());
    }

    private static void offer(Command.Builder command, MessageKey key, boolean yes) {
        if (yes) {
            command.setAcceptOffer(AcceptOffer.newBuilder().setOfferId(key.subject()));
        } else {
            command.setDeclineOffer(
                    DeclineOffer.newBuilder().setOfferId(key.subject()).setReason(DeclineReason.DECLINE_REASON_OTHER));
        }
    }

    private static void done(Command.Builder command, MessageKey key, boolean yes) {
        if (yes) {
            command.setConfirmVisit(ConfirmVisit.newBuilder().setVisitId(key.subject()));
        } else {
            command.setDisputeVisit(
                    DisputeVisit.newBuilder().setVisitId(key.subject()).setReason(DISPUTED));
        }
    }

    /** That nobody came is said of whom the message spoke of, not of whoever has the visit since. */
    static boolean isStillTheirs(Order order, String offerId) {
        return Orders.visit(order, offerId)
                .filter(visit -> visit.getAcceptedOffer() == Ids.offerNumber(offerId))
                .isPresent();
    }

    private static Channel channel(MessageChannel by) {
        return by == MessageChannel.MESSAGE_CHANNEL_VOICE ? Channel.CHANNEL_VOICE : Channel.CHANNEL_MESSAGE;
    }

    /** The engine for the volunteer: whoever answers has the telephone, and may be no user of the page. */
    private static Actor volunteer(MessageKey key, MessageChannel by) {
        return Actor.newBuilder()
                .setRole(Role.ROLE_SYSTEM)
                .setOnBehalfOf(key.recipient())
                .setChannel(channel(by))
                .build();
    }

    private static Actor resident(MessageKey key, MessageChannel by) {
        return Actor.newBuilder()
                .setRole(Role.ROLE_RESIDENT)
                .setSubject(key.recipient())
                .setChannel(channel(by))
                .build();
    }
}
