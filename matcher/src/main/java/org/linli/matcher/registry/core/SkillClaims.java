package org.linli.matcher.registry.core;

import java.util.List;
import org.linli.proto.Actor;
import org.linli.proto.SkillClaim;

/**
 * Skills as they are stored: only staff verify, and under their name; a verification stays as long as nobody claims
 * more than what was verified.
 */
record SkillClaims(List<SkillClaim> before, boolean enroller, Actor actor) {
    List<SkillClaim> of(List<SkillClaim> asked) {
        return asked.stream().map(this::of).toList();
    }

    private SkillClaim of(SkillClaim asked) {
        SkillClaim former = before.stream()
                .filter(claim -> claim.getSkill().equals(asked.getSkill()))
                .findFirst()
                .orElse(SkillClaim.getDefaultInstance());
        boolean covered = former.getVerified() && asked.getLevel() <= former.getLevel();
        if (covered && (!enroller || asked.getVerified())) {
            return verified(asked, former.getVerifiedBy(), until(asked, former));
        }
        return enroller && asked.getVerified()
                ? verified(asked, actor.getSubject(), asked.getVerifiedUntilMs())
                : asked.toBuilder()
                        .clearVerified()
                        .clearVerifiedBy()
                        .clearVerifiedUntilMs()
                        .build();
    }

    private long until(SkillClaim asked, SkillClaim former) {
        return enroller ? asked.getVerifiedUntilMs() : former.getVerifiedUntilMs();
    }

    private static SkillClaim verified(SkillClaim asked, String by, long untilMs) {
        return asked.toBuilder()
                .setVerified(true)
                .setVerifiedBy(by)
                .setVerifiedUntilMs(untilMs)
                .build();
    }
}
