package org.linli.gateway.api;

import java.util.List;
import org.linli.gateway.http.Language;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.ProblemTexts;
import org.linli.proto.Reply;
import org.linli.proto.ReplyFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry's refusals as problems. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    static Problem of(Reply reply) {
        ProblemCode code = ProblemCode.find(reply.getProblem()).orElseGet(() -> unknown(reply));
        return Problem.of(code, arguments(code, reply), faults(code, reply));
    }

    private static ProblemCode unknown(Reply reply) {
        LOG.warn("problem ({}) of the registry has no text; told as illegal-transition", reply.getProblem());
        return ProblemCode.ILLEGAL_TRANSITION;
    }

    private static List<String> arguments(ProblemCode code, Reply reply) {
        return code == ProblemCode.FIELD_INVALID ? List.of(reply.getPointer()) : reply.getArgumentsList();
    }

    private static List<Problem.Fault> faults(ProblemCode code, Reply reply) {
        if (code == ProblemCode.POLICY_INVALID) {
            return reply.getArgumentsList().stream().map(Refusals::line).toList();
        }
        if (reply.getFaultsCount() > 0) {
            return reply.getFaultsList().stream().map(Refusals::part).toList();
        }
        return reply.getPointer().isEmpty() ? List.of() : List.of(fault(code, reply));
    }

    /** What is wrong with one of several parts, in the words of its own problem. */
    private static Problem.Fault part(ReplyFault fault) {
        return fault(
                ProblemCode.find(fault.getProblem()).orElse(ProblemCode.ILLEGAL_TRANSITION),
                Reply.newBuilder()
                        .setPointer(fault.getPointer())
                        .addAllArguments(fault.getArgumentsList())
                        .build());
    }

    /** A fault of the policy's file stands as {@code line: /pointer: what is wrong}. */
    private static Problem.Fault line(String text) {
        String[] parts = text.split(": ", 3);
        boolean whole = parts.length == 3 && parts[1].startsWith("/");
        String detail = whole ? parts[0] + ": " + parts[2] : text;
        return new Problem.Fault(whole ? parts[1] : "", detail, detail);
    }

    private static Problem.Fault fault(ProblemCode code, Reply reply) {
        List<String> values = reply.getArgumentsList();
        if (code == ProblemCode.FIELD_INVALID && values.size() == 3) {
            String range = values.get(1) + "–" + values.get(2);
            return new Problem.Fault(
                    reply.getPointer(),
                    values.get(0) + " 应在 " + range + " 之间",
                    values.get(0) + " must be within " + range);
        }
        if (code == ProblemCode.FIELD_INVALID) {
            String said = String.join(" ", values);
            return new Problem.Fault(reply.getPointer(), said, said);
        }
        return new Problem.Fault(
                reply.getPointer(),
                ProblemTexts.detail(code, values, Language.ZH),
                ProblemTexts.detail(code, values, Language.EN));
    }
}
