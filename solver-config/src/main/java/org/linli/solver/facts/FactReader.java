package org.linli.solver.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.SkillLevel;
import org.linli.proto.Window;
import org.linli.proto.ZoneCommitment;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;

/** Reads the wire's volunteers and visits as facts of a plan, by one region's policy. Immutable; thread-safe. */
public final class FactReader {
    private static final long MINUTE_MS = 60_000;
    /** A policy with more rare skills than this keeps only the first ones free. */
    private static final int MOST_RARE_SKILLS = Long.SIZE;

    private final RegionPolicy policy;
    private final Map<String, Long> rareBits = new HashMap<>();

    public FactReader(RegionPolicy policy) {
        this.policy = policy;
        for (RegionPolicy.Skill skill : policy.skills().values()) {
            if (skill.rare() && rareBits.size() < MOST_RARE_SKILLS) {
                rareBits.put(skill.code(), 1L << rareBits.size());
            }
        }
    }

    public PlanVolunteer volunteer(ZoneVolunteer wire) {
        return new PlanVolunteer(
                wire.getId(),
                Spot.of(wire.getPlace()),
                wire.hasEndPlace() ? Spot.of(wire.getEndPlace()) : null,
                wire.getAvailableFromMs(),
                openAtZero(wire.getAvailableUntilMs()),
                wire.getTravelMode(),
                wire.getMaxTravelSeconds() > 0 ? wire.getMaxTravelSeconds() : Integer.MAX_VALUE,
                skills(wire.getSkillsList()),
                skills(wire.getVerifiedSkillsList()),
                new HashSet<>(wire.getLanguagesList()),
                wire.getTierRank(),
                wire.getBirthYear(),
                wire.getGender(),
                wire.getLoadMinutes(),
                wire.getLastOfferMs(),
                commitments(wire.getCommitmentsList()),
                new HashSet<>(wire.getServedResidentsList()),
                new HashSet<>(wire.getCommunitiesList()),
                wire.getRouteVersion());
    }

    public PlanVisit visit(ZoneVisit wire) {
        OrderRequest request = wire.getRequest();
        Optional<RegionPolicy.Service> service = policy.findService(request.getService());
        List<Spot> stops = request.getStopsList().stream().map(Spot::of).toList();
        Spot from = from(request, stops);
        return new PlanVisit(
                wire.getId(),
                Ids.orderOf(wire.getId()),
                Ids.visitNumber(wire.getId()),
                Math.max(1, request.getPeople()),
                wire.getResidentId(),
                from,
                to(request, from, stops),
                stops,
                windowStartMs(wire),
                openAtZero(request.getWindow().getEndMs()),
                wire.getDueStartMs() > 0 ? wire.getDueStartMs() : windowStartMs(wire),
                durationMs(request, service),
                minTierRank(request, service),
                service.map(RegionPolicy.Service::adultsOnly).orElse(false),
                needs(wire, service),
                service.map(RegionPolicy.Service::verifiedOnly).orElse(false),
                Set.copyOf(request.getLanguagesList()),
                request.getGenderPreference(),
                request.getPreferVolunteer(),
                request.getServedLast(),
                request.getCommunity(),
                servePoints(request.getPriority()),
                wire.getOpenedAtMs(),
                Set.copyOf(wire.getExcludedVolunteersList()),
                wire.getOfferedTo(),
                wire.getOfferedStartMs(),
                wire.getVulnerable(),
                wire.getEarliestStartMs(),
                openAtZero(wire.getLatestStartMs()),
                wire.getAdultSibling(),
                request.getGapMinMinutes() * MINUTE_MS,
                request.getGapMaxMinutes() * MINUTE_MS);
    }

    private static long openAtZero(long ms) {
        return ms == 0 ? Long.MAX_VALUE : ms;
    }

    /** An order without a window is for as soon as it was opened. */
    private static long windowStartMs(ZoneVisit wire) {
        long startMs = wire.getRequest().getWindow().getStartMs();
        return startMs > 0 ? startMs : wire.getOpenedAtMs();
    }

    private static Spot from(OrderRequest request, List<Spot> stops) {
        return request.hasLocation() || stops.isEmpty() ? Spot.of(request.getLocation()) : stops.get(0);
    }

    private static Spot to(OrderRequest request, Spot from, List<Spot> stops) {
        if (request.hasTo() && !request.getTo().equals(Place.getDefaultInstance())) {
            return Spot.of(request.getTo());
        }
        return stops.isEmpty() ? from : stops.get(stops.size() - 1);
    }

    private static long durationMs(OrderRequest request, Optional<RegionPolicy.Service> service) {
        int asked = request.getDurationMinutes();
        int minutes = asked > 0
                ? asked
                : service.map(RegionPolicy.Service::defaultMinutes).orElse(30);
        return minutes * MINUTE_MS;
    }

    private int minTierRank(OrderRequest request, Optional<RegionPolicy.Service> service) {
        int always = service.map(s -> policy.tierRank(s.minTier())).orElse(-1);
        return Math.max(always, policy.tierRank(request.getMinTier()));
    }

    /** What the service always needs, what the order asks for and, on the first seat, what its leader must know. */
    private SkillLevels needs(ZoneVisit wire, Optional<RegionPolicy.Service> service) {
        List<SkillLevel> needs = new ArrayList<>(wire.getRequest().getSkillsList());
        service.ifPresent(s -> s.skills().forEach(need -> needs.add(level(need))));
        service.ifPresent(s -> s.papers().forEach(paper -> needs.add(paper(paper))));
        if (Ids.visitNumber(wire.getId()) <= 1) {
            needs.addAll(wire.getRequest().getLeaderSkillsList());
        }
        return skills(needs);
    }

    private static SkillLevel level(RegionPolicy.SkillNeed need) {
        return SkillLevel.newBuilder()
                .setSkill(need.skill())
                .setLevel(need.level())
                .build();
    }

    private static SkillLevel paper(String code) {
        return SkillLevel.newBuilder().setSkill(Papers.skill(code)).setLevel(1).build();
    }

    private SkillLevels skills(List<SkillLevel> wire) {
        if (wire.isEmpty()) {
            return SkillLevels.NONE;
        }
        Map<String, Integer> levels = new LinkedHashMap<>();
        long rare = 0;
        for (SkillLevel skill : wire) {
            levels.merge(skill.getSkill(), Math.max(1, skill.getLevel()), Math::max);
            rare |= rareBits.getOrDefault(skill.getSkill(), 0L);
        }
        return new SkillLevels(levels, rare);
    }

    private static List<Commitment> commitments(List<ZoneCommitment> wire) {
        return wire.stream()
                .map(FactReader::commitment)
                .sorted(Comparator.comparingLong(Commitment::startMs).thenComparingLong(Commitment::endMs))
                .toList();
    }

    private static Commitment commitment(ZoneCommitment wire) {
        Window window = wire.getWindow();
        Spot start = Spot.of(wire.getStart());
        return new Commitment(
                window.getStartMs(), window.getEndMs(), start, wire.hasEnd() ? Spot.of(wire.getEnd()) : start);
    }

    private int servePoints(Priority priority) {
        String name = switch (priority) {
            case PRIORITY_UNSPECIFIED, UNRECOGNIZED -> "ROUTINE";
            default -> priority.name().substring("PRIORITY_".length());
        };
        return policy.planning().serve().getOrDefault(name, 1);
    }
}
