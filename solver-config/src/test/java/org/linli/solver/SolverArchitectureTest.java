package org.linli.solver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.linli.solver", importOptions = ImportOption.DoNotIncludeTests.class)
class SolverArchitectureTest {
    @ArchTest
    static final ArchRule everything_dependsOnContractsDomainAndOptaPlannerAlone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.linli.solver..",
                    "org.linli.proto..",
                    "org.linli.domain..",
                    "com.google.protobuf..",
                    "org.optaplanner..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule factsAndScores_knowNoFramework = noClasses()
            .that()
            .resideInAnyPackage("org.linli.solver.facts..", "org.linli.solver.score..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.optaplanner..", "org.linli.solver.plan..");

    @ArchTest
    static final ArchRule facts_knowNothingOfScores = noClasses()
            .that()
            .resideInAPackage("org.linli.solver.facts..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.linli.solver.score..");
}
