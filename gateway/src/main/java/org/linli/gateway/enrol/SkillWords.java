package org.linli.gateway.enrol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Paper;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;

/** Skills and papers as people write them: {@code 急救:2；烹饪}, {@code first-aid 2; cooking}, {@code 保险 2027-06-30}. */
public final class SkillWords {
    private static final Pattern SKILL =
            Pattern.compile("(.+?)(?:[\\s:(/]+([1-9])\\s*级?\\)?|([1-9])级)?(?:\\s*@\\s*([0-9].*))?");
    private static final Pattern PAPER = Pattern.compile("(.+?)(?:[\\s:(至到]+([0-9].*?)\\)?)?");

    private SkillWords() {}

    /** A skill that is named twice counts by its higher level. */
    public static List<SkillLevel> skills(Cells cells, String column, RegionPolicy policy) {
        Map<String, SkillLevel> skills = new LinkedHashMap<>();
        for (String item : cells.list(column)) {
            Matcher parts = SKILL.matcher(item);
            Optional<String> code = parts.matches() ? skill(parts.group(1), policy) : Optional.empty();
            if (code.isEmpty()) {
                unknown(cells, column, item, names(policy));
            } else {
                skills.merge(code.get(), level(code.get(), parts), SkillWords::higher);
            }
        }
        return new ArrayList<>(skills.values());
    }

    /**
     * Verified skills, each until the day behind its {@code @} or, without one, until the row's.
     *
     * @param untilMs of those that name no day; 0: no expiry
     */
    public static List<SkillClaim> verified(Cells cells, String column, RegionPolicy policy, long untilMs) {
        Map<String, Long> days = new LinkedHashMap<>();
        for (String item : cells.list(column)) {
            Matcher parts = SKILL.matcher(item);
            if (parts.matches() && parts.group(4) != null) {
                skill(parts.group(1), policy)
                        .ifPresent(code -> days.put(code, cells.endOfDay(column, parts.group(4), policy.zone())));
            }
        }
        return skills(cells, column, policy).stream()
                .map(skill -> SkillClaim.newBuilder()
                        .setSkill(skill.getSkill())
                        .setLevel(skill.getLevel())
                        .setVerified(true)
                        .setVerifiedUntilMs(days.getOrDefault(skill.getSkill(), untilMs))
                        .build())
                .toList();
    }

    /** As {@link #skills} reads it. */
    public static String text(List<SkillClaim> claims, RegionPolicy policy) {
        return String.join(
                "；",
                claims.stream()
                        .map(claim -> name(claim.getSkill(), policy)
                                + ':'
                                + claim.getLevel()
                                + (claim.getVerifiedUntilMs() == 0
                                        ? ""
                                        : "@" + lastDay(claim.getVerifiedUntilMs(), policy)))
                        .toList());
    }

    /** As {@link #papers} reads it. */
    public static String paperText(List<Paper> papers, RegionPolicy policy) {
        return String.join(
                "；",
                papers.stream()
                        .map(paper -> paperName(paper.getPaper(), policy)
                                + (paper.getUntilMs() == 0 ? "" : " " + lastDay(paper.getUntilMs(), policy)))
                        .toList());
    }

    private static String name(String code, RegionPolicy policy) {
        RegionPolicy.Skill skill = policy.skills().get(code);
        return skill == null ? code : skill.name();
    }

    private static String paperName(String code, RegionPolicy policy) {
        RegionPolicy.Paper paper = policy.papers().get(code);
        return paper == null ? code : paper.name();
    }

    /** The last day before a moment that is the end of one. */
    private static String lastDay(long untilMs, RegionPolicy policy) {
        return Instant.ofEpochMilli(untilMs - 1)
                .atZone(policy.zone())
                .toLocalDate()
                .toString();
    }

    private static SkillLevel level(String code, Matcher parts) {
        String level = parts.group(2) != null ? parts.group(2) : parts.group(3);
        return SkillLevel.newBuilder()
                .setSkill(code)
                .setLevel(level == null ? 1 : Integer.parseInt(level))
                .build();
    }

    private static SkillLevel higher(SkillLevel one, SkillLevel other) {
        return one.getLevel() >= other.getLevel() ? one : other;
    }

    private static Optional<String> skill(String word, RegionPolicy policy) {
        return policy.skills().values().stream()
                .filter(skill -> word.equalsIgnoreCase(skill.code())
                        || word.equals(skill.name())
                        || word.equalsIgnoreCase(skill.nameEn()))
                .map(RegionPolicy.Skill::code)
                .findFirst();
    }

    private static String names(RegionPolicy policy) {
        return String.join(
                "、",
                policy.skills().values().stream().map(RegionPolicy.Skill::name).toList());
    }

    /** Papers, each with the day on which it ends, or none. */
    public static List<Paper> papers(Cells cells, String column, RegionPolicy policy) {
        List<Paper> papers = new ArrayList<>();
        for (String item : cells.list(column)) {
            Matcher parts = PAPER.matcher(item);
            Optional<String> code = parts.matches() ? paper(parts.group(1), policy) : Optional.empty();
            if (code.isEmpty()) {
                unknown(
                        cells,
                        column,
                        item,
                        String.join(
                                "、",
                                policy.papers().values().stream()
                                        .map(RegionPolicy.Paper::name)
                                        .toList()));
            } else {
                long until = parts.group(2) == null ? 0 : cells.endOfDay(column, parts.group(2), policy.zone());
                papers.add(Paper.newBuilder()
                        .setPaper(code.get())
                        .setUntilMs(until)
                        .build());
            }
        }
        return papers;
    }

    private static Optional<String> paper(String word, RegionPolicy policy) {
        return policy.papers().values().stream()
                .filter(paper -> word.equalsIgnoreCase(paper.code())
                        || word.equals(paper.name())
                        || word.equalsIgnoreCase(paper.nameEn()))
                .map(RegionPolicy.Paper::code)
                .findFirst();
    }

    private static void unknown(Cells cells, String column, String item, String known) {
        cells.fault(column, "本地区没有“" + item + "”，可填：" + known, "the region has no " + item + "; it has: " + known, 0);
    }
}
