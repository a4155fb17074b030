package io.socketio.jakarta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/** The layers of docs/architecture.md: what each package may use besides the JDK, JSpecify and itself. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    static final String ROOT = "io.socketio.jakarta";

    @ArchTest
    static final ArchRule api = layer("", ".json");

    @ArchTest
    static final ArchRule annotations =
            layer(".annotation", "jakarta.enterprise..", "jakarta.inject..", "jakarta.interceptor..");

    @ArchTest
    static final ArchRule json = layer(".json", "jakarta.json..");

    @ArchTest
    static final ArchRule jsonb = layer(".json.jsonb", ".json", "jakarta.json..");

    @ArchTest
    static final ArchRule cluster = layer(".cluster", ".json");

    @ArchTest
    static final ArchRule engine = layer(".internal.engine");

    @ArchTest
    static final ArchRule protocol = layer(".internal.protocol", ".json");

    @ArchTest
    static final ArchRule adapter = layer(".internal.adapter", "", ".json", ".internal.protocol", ".cluster");

    @ArchTest
    static final ArchRule core = layer(
            ".internal.core", "", ".json", ".cluster", ".internal.engine", ".internal.protocol", ".internal.adapter");

    @ArchTest
    static final ArchRule web = layer(
            ".web",
            "",
            ".json",
            ".json.jsonb",
            ".cluster",
            ".internal.engine",
            ".internal.protocol",
            ".internal.adapter",
            ".internal.core",
            "jakarta.servlet..",
            "jakarta.websocket..",
            "jakarta.enterprise.concurrent..",
            "jakarta.json..",
            "javax.naming..");

    @ArchTest
    static final ArchRule cdi = layer(
            ".cdi",
            "",
            ".json",
            ".annotation",
            ".web",
            "jakarta.enterprise..",
            "jakarta.inject..",
            "jakarta.interceptor..",
            "jakarta.annotation..",
            "jakarta.validation..",
            "org.eclipse.microprofile.config..",
            "jakarta.servlet..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule noSynchronized = noMethods()
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED)
            .because("a lock that waits pins virtual threads; a short ReentrantLock guards state (rule 2)");

    @ArchTest
    static final ArchRule noThreadLocals =
            fields().should().notHaveRawType(ThreadLocal.class).because("the executor's threads are not ours (rule 2)");

    @ArchTest
    static final ArchRule internalsAreNotExported = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".internal..");

    /** @param allowed packages of ours by their suffix, or patterns of others */
    private static ArchRule layer(String suffix, String... allowed) {
        List<String> packages = new ArrayList<>(List.of("java..", "org.jspecify..", ROOT + suffix));
        for (String one : allowed) {
            packages.add(one.isEmpty() || one.startsWith(".") ? ROOT + one : one);
        }
        return classes()
                .that()
                .resideInAPackage(ROOT + suffix)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages.toArray(new String[0]))
                .allowEmptyShould(true);
    }
}
