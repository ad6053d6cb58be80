package org.linli.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The words that everybody shares depend on nobody. */
@AnalyzeClasses(packages = "org.linli", importOptions = ImportOption.DoNotIncludeTests.class)
class ProtoArchitectureTest {
    @ArchTest
    static final ArchRule DOMAIN_STANDS_ALONE = classes()
            .that()
            .resideInAPackage("org.linli.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.linli.domain..", "org.jspecify..");

    @ArchTest
    static final ArchRule CONTRACTS_NEED_PROTOBUF_ALONE = classes()
            .that()
            .resideInAPackage("org.linli.proto..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.linli.proto..", "com.google.protobuf..");
}
