package org.linli.gateway.replay;

import java.util.List;
import java.util.stream.Stream;
import org.linli.proto.ServerFrame;
import org.linli.proto.VisitFrame;

/** Finds the visits that a frame calls done and that wait for somebody to confirm them. */
final class Confirmations {
    private Confirmations() {}

    static List<String> in(ServerFrame frame) {
        Stream<VisitFrame> visits = switch (frame.getBodyCase()) {
            case VISIT -> Stream.of(frame.getVisit());
            case ORDER -> frame.getOrder().getVisitsList().stream();
            default -> Stream.empty();
        };
        return visits.filter(visit -> visit.getState().equals("DONE"))
                .map(VisitFrame::getVisitId)
                .toList();
    }
}
