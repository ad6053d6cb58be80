package org.linli.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the gateway and which way their doors open. */
@AnalyzeClasses(packages = "org.linli.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class GatewayArchitectureTest {
    @ArchTest
    static final ArchRule access_decidesAlone = noClasses()
            .that()
            .resideInAPackage("..gateway.access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..gateway.http..",
                    "..gateway.api..",
                    "..gateway.stream..",
                    "..gateway.view..",
                    "org.linli.proto..");

    @ArchTest
    static final ArchRule http_knowsNoOrders = noClasses()
            .that()
            .resideInAPackage("..gateway.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..gateway.api..", "..gateway.stream..", "..gateway.view..", "org.linli.proto..");

    @ArchTest
    static final ArchRule stream_knowsNoApi = noClasses()
            .that()
            .resideInAPackage("..gateway.stream..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..gateway.api..", "..gateway.node..");

    @ArchTest
    static final ArchRule door_seesTheMatcherThroughItsInterfaces = noClasses()
            .that()
            .resideInAnyPackage("..gateway.api..", "..gateway.stream..", "..gateway.view..", "..gateway.frame..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.linli.matcher.registry.redis..",
                    "org.linli.matcher.registry.node..",
                    "org.linli.matcher.registry.core..",
                    "org.linli.matcher.registry.vault..",
                    "org.linli.matcher.solve..");

    @ArchTest
    static final ArchRule nodeComposes_andNobodyKnowsIt = noClasses()
            .that()
            .resideOutsideOfPackages("..gateway.node..", "org.linli.gateway")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..gateway.node..");
}
