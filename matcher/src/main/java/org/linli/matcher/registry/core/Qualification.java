package org.linli.matcher.registry.core;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linli.domain.Age;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Gender;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.Paper;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;

/**
 * Whether a volunteer can do a visit at all: skills and levels (verified where the service asks for it), papers, tier, age,
 * language, gender. Pure, and shared with whoever proposes, so that proposer and registry never disagree.
 */
public final class Qualification {
    private final RegionPolicy policy;

    public Qualification(RegionPolicy policy) {
        this.policy = policy;
    }

    /** Why somebody does not qualify: a word of {@code skill, paper, tier, age, language, gender} and what was wanted. */
    public record Lack(String what, String wanted) {}

    /**
     * The first thing that the volunteer lacks for a visit of the order, in a fixed order of rules.
     *
     * @param visitNumber the leader's skills are asked of visit 1 only
     * @param tier        the volunteer's tier; empty counts as the ladder's start
     * @param accompanied whether somebody of age has accepted another visit of the order
     */
    public Optional<Lack> lack(
            Order order, int visitNumber, Window window, VolunteerFile volunteer, String tier, boolean accompanied) {
        OrderRequest request = order.getRequest();
        Optional<RegionPolicy.Service> service = policy.findService(request.getService());
        Optional<Lack> lack = skills(request, visitNumber, service, volunteer, window);
        if (lack.isEmpty()) {
            lack = papers(service, volunteer, window);
        }
        if (lack.isEmpty()) {
            lack = tier(request, service, volunteer, tier, window);
        }
        if (lack.isEmpty()) {
            lack = age(service, volunteer, window, accompanied);
        }
        if (lack.isEmpty()) {
            lack = language(request, volunteer);
        }
        return lack.isEmpty() ? gender(request, volunteer) : lack;
    }

    private static Optional<Lack> skills(
            OrderRequest request,
            int visitNumber,
            Optional<RegionPolicy.Service> service,
            VolunteerFile volunteer,
            Window window) {
        boolean verifiedOnly = service.map(RegionPolicy.Service::verifiedOnly).orElse(false);
        for (RegionPolicy.SkillNeed need : needs(request, visitNumber, service)) {
            if (!meets(volunteer, need, verifiedOnly, window)) {
                return Optional.of(new Lack("skill", need.skill() + ':' + need.level()));
            }
        }
        return Optional.empty();
    }

    private static List<RegionPolicy.SkillNeed> needs(
            OrderRequest request, int visitNumber, Optional<RegionPolicy.Service> service) {
        List<RegionPolicy.SkillNeed> always =
                service.map(RegionPolicy.Service::skills).orElse(List.of());
        if (request.getSkillsCount() == 0 && (visitNumber != 1 || request.getLeaderSkillsCount() == 0)) {
            return always;
        }
        List<RegionPolicy.SkillNeed> needs = new ArrayList<>(always);
        request.getSkillsList().forEach(skill -> needs.add(need(skill)));
        if (visitNumber == 1) {
            request.getLeaderSkillsList().forEach(skill -> needs.add(need(skill)));
        }
        return needs;
    }

    private static boolean meets(
            VolunteerFile volunteer, RegionPolicy.SkillNeed need, boolean verifiedOnly, Window window) {
        for (SkillClaim claim : volunteer.getSkillsList()) {
            if (meets(claim, need, verifiedOnly, window)) {
                return true;
            }
        }
        return false;
    }

    private static RegionPolicy.SkillNeed need(SkillLevel skill) {
        return new RegionPolicy.SkillNeed(skill.getSkill(), skill.getLevel());
    }

    private static boolean meets(SkillClaim claim, RegionPolicy.SkillNeed need, boolean verifiedOnly, Window window) {
        boolean verified = claim.getVerified()
                && (claim.getVerifiedUntilMs() == 0 || claim.getVerifiedUntilMs() >= window.getEndMs());
        return claim.getSkill().equals(need.skill()) && claim.getLevel() >= need.level() && (verified || !verifiedOnly);
    }

    /** In force until the visit's end. */
    private static Optional<Lack> papers(
            Optional<RegionPolicy.Service> service, VolunteerFile volunteer, Window window) {
        for (String asked : service.map(RegionPolicy.Service::papers).orElse(List.of())) {
            if (!holds(volunteer, asked, window)) {
                return Optional.of(new Lack("paper", asked));
            }
        }
        return Optional.empty();
    }

    private static boolean holds(VolunteerFile volunteer, String asked, Window window) {
        for (Paper paper : volunteer.getPapersList()) {
            if (isInForce(paper, asked, window)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInForce(Paper paper, String asked, Window window) {
        return paper.getPaper().equals(asked) && (paper.getUntilMs() == 0 || paper.getUntilMs() >= window.getEndMs());
    }

    /** Nobody under 18 has a tier, so none that is asked for. */
    private Optional<Lack> tier(
            OrderRequest request,
            Optional<RegionPolicy.Service> service,
            VolunteerFile volunteer,
            String tier,
            Window window) {
        String byService = service.map(RegionPolicy.Service::minTier).orElse("");
        if (byService.isEmpty() && request.getMinTier().isEmpty()) {
            return Optional.empty();
        }
        boolean minor = isMinor(volunteer, window.getStartMs());
        int own = minor ? -1 : policy.tierRank(tier.isEmpty() ? policy.startTier() : tier);
        if (isBelow(own, request.getMinTier())) {
            return Optional.of(new Lack("tier", request.getMinTier()));
        }
        return isBelow(own, byService) ? Optional.of(new Lack("tier", byService)) : Optional.empty();
    }

    private boolean isBelow(int own, String least) {
        return !least.isEmpty() && own < policy.tierRank(least);
    }

    /** Nobody under 18 goes alone to a home, without a guardian's consent, or at all where the service is for adults. */
    private Optional<Lack> age(
            Optional<RegionPolicy.Service> service, VolunteerFile volunteer, Window window, boolean accompanied) {
        boolean adultsOnly = service.map(RegionPolicy.Service::adultsOnly).orElse(false);
        boolean minor = isMinor(volunteer, window.getStartMs());
        return minor && (adultsOnly || !accompanied || !volunteer.hasGuardianConsent())
                ? Optional.of(new Lack("age", Integer.toString(Age.ADULT_YEARS)))
                : Optional.empty();
    }

    /** By the calendar year, which is all that is known; somebody whose year is not on file was approved as an adult. */
    public boolean isMinor(VolunteerFile volunteer, long atMs) {
        return Age.isMinor(volunteer.getBirthYear(), year(atMs, policy.zone()));
    }

    /** One common language is enough. */
    private static Optional<Lack> language(OrderRequest request, VolunteerFile volunteer) {
        boolean common = request.getLanguagesCount() == 0
                || request.getLanguagesList().stream().anyMatch(volunteer.getLanguagesList()::contains);
        return common ? Optional.empty() : Optional.of(new Lack("language", request.getLanguages(0)));
    }

    private static Optional<Lack> gender(OrderRequest request, VolunteerFile volunteer) {
        Gender wanted = request.getGenderPreference();
        return wanted == Gender.GENDER_UNSPECIFIED || wanted == volunteer.getGender()
                ? Optional.empty()
                : Optional.of(new Lack("gender", Words.of(wanted)));
    }

    static int year(long atMs, ZoneId zone) {
        return Instant.ofEpochMilli(atMs).atZone(zone).getYear();
    }
}
