package org.linli.matcher.dispatch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.linli.proto.OfferScore;
import org.linli.proto.ScorePart;
import org.linli.solver.score.Insertion;
import org.linli.solver.score.Rule;

/**
 * The score of a choice as an offer keeps it: each part by its rule's name and points only, because the name says the
 * level, and offers are kept by the million.
 */
final class OfferScores {
    private static final Map<String, Rule> RULES =
            Arrays.stream(Rule.values()).collect(Collectors.toUnmodifiableMap(Rule::code, Function.identity()));

    private OfferScores() {}

    static OfferScore of(Insertion insertion) {
        OfferScore.Builder score = OfferScore.newBuilder()
                .setTravelMeters(insertion.travelMeters())
                .setMedium(insertion.deltaMedium())
                .setSoft(insertion.deltaSoft());
        insertion
                .parts()
                .forEach(part -> score.addParts(
                        ScorePart.newBuilder().setName(part.rule().code()).setAmount(part.points())));
        return score.build();
    }

    /** The parts with their levels; none of an offer that no plan made. */
    static List<ScorePart> parts(OfferScore score) {
        return score.getPartsList().stream().map(OfferScores::whole).toList();
    }

    private static ScorePart whole(ScorePart kept) {
        Rule rule = RULES.get(kept.getName());
        return rule == null
                ? kept
                : kept.toBuilder().setLevel(rule.level().name()).build();
    }
}
