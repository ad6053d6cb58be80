package org.linli.matcher.registry.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/** The pure rooms: they know the words, the policy and the credit, and neither store nor clock nor chance. */
@AnalyzeClasses(
        packages = {
            "org.linli.matcher.registry.core",
            "org.linli.matcher.credit",
            "org.linli.matcher.policy",
            "org.linli.matcher.repeat",
            "org.linli.matcher.emergency"
        },
        importOptions = ImportOption.DoNotIncludeTests.class)
class CoreArchitectureTest {
    private static final String[] WORDS = {
        "java.lang..",
        "java.util..",
        "java.time..",
        "java.security..",
        "org.jspecify..",
        "com.google.protobuf..",
        "org.linli.proto..",
        "org.linli.domain.."
    };

    @ArchTest
    static final ArchRule core_knowsWordsPolicyAndCreditOnly = classes()
            .that()
            .resideInAPackage("org.linli.matcher.registry.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "org.linli.matcher.registry.core..",
                    "org.linli.matcher.registry",
                    "org.linli.matcher.credit..",
                    "org.linli.matcher.policy..",
                    "org.linli.matcher.repeat..",
                    "org.linli.matcher.emergency.."));

    @ArchTest
    static final ArchRule repeat_knowsWordsAndRulesOfRecurrenceOnly = classes()
            .that()
            .resideInAPackage("org.linli.matcher.repeat..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with("org.linli.matcher.repeat..", "org.dmfs.rfc5545.."));

    @ArchTest
    static final ArchRule emergency_knowsWordsOnly = classes()
            .that()
            .resideInAPackage("org.linli.matcher.emergency..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with("org.linli.matcher.emergency.."));

    @ArchTest
    static final ArchRule credit_knowsWordsOnly = classes()
            .that()
            .resideInAPackage("org.linli.matcher.credit..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with("org.linli.matcher.credit.."));

    @ArchTest
    static final ArchRule policy_knowsWordsAndYamlOnly = classes()
            .that()
            .resideInAPackage("org.linli.matcher.policy..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with("org.linli.matcher.policy..", "org.yaml.snakeyaml..", "java.io..", "java.nio.."));

    @ArchTest
    static final ArchRule decisions_haveNoClockAndNoChance = noClasses()
            .that()
            .resideInAnyPackage("org.linli.matcher.registry.core..", "org.linli.matcher.credit..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Random.class);

    private static String[] with(String... more) {
        String[] all = Arrays.copyOf(WORDS, WORDS.length + more.length);
        System.arraycopy(more, 0, all, WORDS.length, more.length);
        return all;
    }
}
