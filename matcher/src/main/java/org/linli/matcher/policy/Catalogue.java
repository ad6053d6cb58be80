package org.linli.matcher.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.linli.domain.policy.RegionPolicy;

/** Reads the skills and the services, which name skills and tiers. */
final class Catalogue {
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Set<String> NUMBERS = Set.of("", "110", "119", "120");
    private static final int DAY_MINUTES = 1440;
    private static final int MOST_PEOPLE = 20;

    private final Set<String> skills;
    private final Set<String> papers;
    private final List<RegionPolicy.TierStep> ladder;

    Catalogue(Set<String> skills, Set<String> papers, List<RegionPolicy.TierStep> ladder) {
        this.skills = skills;
        this.papers = papers;
        this.ladder = ladder;
    }

    static Map<String, RegionPolicy.Skill> skills(Section section) {
        Map<String, RegionPolicy.Skill> skills = new LinkedHashMap<>();
        for (String code : section.keys()) {
            Section skill = entry(section, code);
            skills.put(
                    code,
                    new RegionPolicy.Skill(
                            code, skill.text("name"), skill.text("nameEn"), skill.flagOr("rare", false)));
            skill.done();
        }
        return Collections.unmodifiableMap(skills);
    }

    static Map<String, RegionPolicy.Paper> papers(Section section) {
        Map<String, RegionPolicy.Paper> papers = new LinkedHashMap<>();
        for (String code : section.keys()) {
            Section paper = entry(section, code);
            papers.put(code, new RegionPolicy.Paper(code, paper.text("name"), paper.text("nameEn")));
            paper.done();
        }
        return Collections.unmodifiableMap(papers);
    }

    Map<String, RegionPolicy.Service> services(Section section) {
        Map<String, RegionPolicy.Service> services = new LinkedHashMap<>();
        for (String code : section.keys()) {
            services.put(code, service(entry(section, code), code));
        }
        return Collections.unmodifiableMap(services);
    }

    private RegionPolicy.Service service(Section section, String code) {
        int maxMinutes = section.whole("maxMinutes", 1, DAY_MINUTES);
        RegionPolicy.Service service = new RegionPolicy.Service(
                code,
                section.text("name"),
                section.text("nameEn"),
                section.textOr("icon", code),
                section.whole("defaultMinutes", 1, maxMinutes),
                maxMinutes,
                needs(section),
                section.flagOr("verifiedOnly", false),
                tier(section),
                section.flagOr("adultsOnly", false),
                section.flagOr("reviewed", false),
                referTo(section),
                section.wholeOr("difficulty", 1000, 1, 10_000),
                section.wholeOr("leadMinutes", 60, 0, 30 * DAY_MINUTES),
                section.wholeOr("fewestPeople", 0, 0, MOST_PEOPLE),
                papersOf(section));
        section.done();
        return service;
    }

    private List<RegionPolicy.SkillNeed> needs(Section section) {
        if (!section.has("skills")) {
            return List.of();
        }
        List<RegionPolicy.SkillNeed> needs = new ArrayList<>();
        Section levels = section.section("skills");
        for (String skill : levels.keys()) {
            if (!skills.contains(skill)) {
                levels.problem(skill, "is not one of the policy's skills " + skills);
            }
            needs.add(new RegionPolicy.SkillNeed(skill, levels.whole(skill, 1, 5)));
        }
        return List.copyOf(needs);
    }

    private List<String> papersOf(Section section) {
        List<String> asked = section.has("papers") ? section.texts("papers") : List.of();
        for (String paper : asked) {
            if (!papers.contains(paper)) {
                section.problem("papers", "(" + paper + ") must be among the policy's papers " + papers);
            }
        }
        return asked;
    }

    private String tier(Section section) {
        String tier = section.textOr("minTier", "");
        boolean known =
                tier.isEmpty() || ladder.stream().anyMatch(step -> step.code().equals(tier));
        if (!known) {
            section.problem("minTier", "(" + tier + ") must be one of the ladder's tiers");
        }
        return tier;
    }

    private static String referTo(Section section) {
        String number = section.textOr("referTo", "");
        if (!NUMBERS.contains(number)) {
            section.problem("referTo", "(" + number + ") must be 110, 119 or 120");
        }
        return number;
    }

    private static Section entry(Section section, String code) {
        if (!CODE.matcher(code).matches()) {
            section.problem(code, "must be a code of small letters, digits and hyphens, at most 40 long");
        }
        return section.section(code);
    }
}
