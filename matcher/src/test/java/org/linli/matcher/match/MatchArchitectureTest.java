package org.linli.matcher.match;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

@AnalyzeClasses(packages = "org.linli.matcher.match", importOptions = ImportOption.DoNotIncludeTests.class)
class MatchArchitectureTest {
    @ArchTest
    static final ArchRule matching_dependsOn_theJdkAlone = ArchRuleDefinition.classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.linli.matcher.match", "org.jspecify.annotations");
}
