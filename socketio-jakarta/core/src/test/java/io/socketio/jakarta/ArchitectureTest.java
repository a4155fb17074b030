package io.socketio.jakarta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The layers of docs/architecture.md: what each package may use besides the JDK, JSpecify and itself. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    static final String ROOT = "io.socketio.jakarta";

    private static final String LOG = ".internal.log";

    @ArchTest
    static final ArchRule api = layer("", ".engine", ".options", ".session", ".json");

    @ArchTest
    static final ArchRule options = layer(".options");

    @ArchTest
    static final ArchRule engineLayer = layer(".engine", ".options");

    @ArchTest
    static final ArchRule session = layer(".session");

    @ArchTest
    static final ArchRule filter = layer(".filter", "", ".engine", ".options", ".session", ".json");

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
    static final ArchRule enginePort = layer(".internal.engine.port");

    @ArchTest
    static final ArchRule engineHttp = layer(".internal.engine.http", ".internal.engine.port");

    @ArchTest
    static final ArchRule enginePacket = layer(".internal.engine.packet", ".internal.engine.port");

    @ArchTest
    static final ArchRule engineRevision =
            layer(".internal.engine.revision", ".internal.engine.http", ".internal.engine.packet");

    @ArchTest
    static final ArchRule engineMemory = layer(".internal.engine.memory", ".internal.engine.port");

    @ArchTest
    static final ArchRule engineBurst = layer(".internal.engine.burst", ".internal.engine.port");

    @ArchTest
    static final ArchRule engine = layer(
            ".internal.engine",
            ".internal.engine.port",
            ".internal.engine.http",
            ".internal.engine.packet",
            ".internal.engine.revision",
            ".internal.engine.memory",
            ".internal.engine.burst");

    @ArchTest
    static final ArchRule parser = layer(".parser", ".json");

    @ArchTest
    static final ArchRule protocol = layer(".internal.protocol", ".json", ".parser");

    @ArchTest
    static final ArchRule adapter =
            layer(".internal.adapter", "", ".engine", ".options", ".session", ".json", ".parser", ".cluster");

    @ArchTest
    static final ArchRule clusterAdapter =
            layer(".internal.cluster", "", ".engine", ".options", ".session", ".json", ".cluster", ".internal.adapter");

    @ArchTest
    static final ArchRule coreMailbox =
            layer(".internal.core.mailbox", ".engine", ".internal.engine.port", ".internal.engine.memory");

    @ArchTest
    static final ArchRule coreEvent = layer(".internal.core.event", "", ".json", ".parser");

    @ArchTest
    static final ArchRule coreAck =
            layer(".internal.core.ack", "", ".internal.engine.port", ".internal.engine.memory", ".internal.core.event");

    @ArchTest
    static final ArchRule coreMonitor = layer(".internal.core.monitor", "", ".internal.engine.packet");

    @ArchTest
    static final ArchRule coreSocket = layer(
            ".internal.core.socket",
            "",
            ".engine",
            ".options",
            ".session",
            ".json",
            ".internal.engine..",
            ".parser",
            ".internal.protocol",
            ".internal.adapter",
            ".internal.core.monitor",
            ".internal.core.mailbox",
            ".internal.core.event",
            ".internal.core.ack");

    @ArchTest
    static final ArchRule coreRecovery = layer(
            ".internal.core.recovery",
            ".options",
            ".internal.engine.memory",
            ".internal.engine.packet",
            ".internal.engine.port",
            ".internal.adapter",
            ".internal.core.socket");

    @ArchTest
    static final ArchRule coreNamespace = layer(
            ".internal.core.namespace",
            "",
            ".engine",
            ".options",
            ".json",
            ".internal.engine.port",
            ".internal.engine.memory",
            ".parser",
            ".internal.protocol",
            ".internal.adapter",
            ".internal.core.mailbox",
            ".internal.core.event",
            ".internal.core.ack",
            ".internal.core.socket",
            ".internal.core.recovery");

    @ArchTest
    static final ArchRule coreConnection = layer(
            ".internal.core.connection",
            "",
            ".engine",
            ".options",
            ".session",
            ".json",
            ".internal.engine..",
            ".parser",
            ".internal.protocol",
            ".internal.adapter",
            ".internal.core.mailbox",
            ".internal.core.ack",
            ".internal.core.monitor",
            ".internal.core.namespace",
            ".internal.core.socket");

    @ArchTest
    static final ArchRule coreHttp = layer(
            ".internal.core.http",
            ".engine",
            ".options",
            ".session",
            ".internal.engine..",
            ".parser",
            ".internal.protocol",
            ".internal.core.mailbox",
            ".internal.core.ack",
            ".internal.core.monitor",
            ".internal.core.socket");

    @ArchTest
    static final ArchRule coreRaw = layer(
            ".internal.core.raw",
            ".engine",
            ".options",
            ".internal.engine..",
            ".internal.core.mailbox",
            ".internal.core.monitor",
            ".internal.core.socket",
            ".internal.core.connection",
            ".internal.core.http");

    @ArchTest
    static final ArchRule core = layer(
            ".internal.core",
            "",
            ".engine",
            ".options",
            ".session",
            ".json",
            ".cluster",
            ".internal.engine..",
            ".parser",
            ".internal.protocol",
            ".internal.adapter",
            ".internal.core..");

    @ArchTest
    static final ArchRule webContainer =
            layer(".web.container", "jakarta.servlet..", "jakarta.websocket..", "javax.management..");

    @ArchTest
    static final ArchRule webSession =
            layer(".web.session", ".session", ".internal.core.connection", "jakarta.servlet..");

    @ArchTest
    static final ArchRule webHttp = layer(
            ".web.http",
            ".internal.engine.port",
            ".internal.engine.http",
            ".web.container",
            ".web.session",
            "jakarta.servlet..");

    @ArchTest
    static final ArchRule webSocket = layer(
            ".web.websocket",
            ".internal.engine.port",
            ".web.container",
            ".web.http",
            "jakarta.servlet..",
            "jakarta.websocket..");

    @ArchTest
    static final ArchRule frames = layer(".internal.websocket");

    @ArchTest
    static final ArchRule webUpgrade = layer(
            ".web.upgrade",
            ".internal.engine.port",
            ".internal.websocket",
            ".web.container",
            ".web.http",
            ".web.websocket",
            "jakarta.servlet..");

    @ArchTest
    static final ArchRule webThreads = layer(
            ".web.threads",
            ".internal.core.mailbox",
            ".internal.engine.port",
            ".options",
            ".web.container",
            ".web.settings",
            "javax.naming..");

    @ArchTest
    static final ArchRule webSettings = layer(".web.settings", ".options");

    @ArchTest
    static final ArchRule web = layer(
            ".web",
            "",
            ".annotation",
            ".engine",
            ".options",
            ".session",
            ".json",
            ".json.jsonb",
            ".parser",
            ".cluster",
            ".internal..",
            ".web..",
            "jakarta.servlet..",
            "jakarta.websocket..",
            "jakarta.enterprise.concurrent..",
            "jakarta.json..",
            "javax.naming..");

    @ArchTest
    static final ArchRule cdiModel = layer(
            ".cdi.model",
            "",
            ".engine",
            ".options",
            ".session",
            ".json",
            ".annotation",
            ".filter",
            "jakarta.enterprise..",
            "jakarta.inject..",
            "jakarta.annotation..");

    @ArchTest
    static final ArchRule cdiScope =
            layer(".cdi.scope", "", ".session", ".web.session", "jakarta.enterprise..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule cdiValidation = layer(".cdi.validation", "", "jakarta.validation..", "jakarta.enterprise..");

    @ArchTest
    static final ArchRule cdiEvent =
            layer(".cdi.event", "", ".engine", ".options", ".session", ".json", ".annotation", "jakarta.enterprise..");

    @ArchTest
    static final ArchRule cdiCall = layer(
            ".cdi.call",
            "",
            ".engine",
            ".options",
            ".session",
            ".json",
            ".annotation",
            ".filter",
            ".cdi.model",
            ".cdi.scope",
            ".cdi.validation",
            ".cdi.event",
            "jakarta.enterprise..",
            "jakarta.inject..",
            "jakarta.interceptor..",
            "jakarta.annotation..",
            "jakarta.validation..");

    @ArchTest
    static final ArchRule cdi = layer(
            ".cdi",
            "",
            ".engine",
            ".options",
            ".session",
            ".json",
            ".cluster",
            ".annotation",
            ".filter",
            ".web",
            ".web.container",
            ".cdi..",
            "javax.naming..",
            "jakarta.enterprise..",
            "jakarta.inject..",
            "jakarta.interceptor..",
            "jakarta.annotation..",
            "jakarta.validation..",
            "org.eclipse.microprofile.config..",
            "jakarta.servlet..");

    @ArchTest
    static final ArchRule parserIsChosenInOnePlace = only(".internal.protocol.DefaultParser", ServerParts.class);

    @ArchTest
    static final ArchRule adapterIsChosenInOnePlace = only(
            ".internal.adapter.LocalAdapter",
            AdapterFactory.class.getName(),
            ROOT + ".internal.core.recovery.RecoveringAdapter",
            ROOT + ".internal.core.recovery.ClusterRecoveringAdapter");

    @ArchTest
    static final ArchRule revisionIsChosenByTheRequest = only(
            ".internal.engine.packet.EngineIo4",
            ROOT + ".internal.engine.revision.ProtocolRevisions",
            ROOT + ".internal.engine.EngineServer",
            ROOT + ".internal.engine.SessionHandshake");

    @ArchTest
    static final ArchRule oldRevisionIsChosenInOnePlace =
            only(".internal.engine.packet.EngineIo3", ROOT + ".internal.engine.revision.ProtocolRevisions");

    @ArchTest
    static final ArchRule carrierIsChosenInOnePlace =
            only(".web.websocket.WebSocketUpgrader", ROOT + ".web.Deployment");

    @ArchTest
    static final ArchRule upgradesNeedNoJakartaWebSocket = noClasses()
            .that()
            .haveSimpleName("ServletWebSocketExchange")
            .or()
            .haveSimpleName("WebSocketCarrier")
            .or()
            .haveSimpleName("DeferredListener")
            .or()
            .haveSimpleName("SocketIoServlet")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.websocket..")
            .because("a carrier may be built on something else");

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
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(ROOT + ".internal..")
                    .and(JavaClass.Predicates.resideOutsideOfPackage(ROOT + LOG)));

    @ArchTest
    static final ArchRule log = layer(LOG);

    @ArchTest
    static final ArchRule loggersHaveNamesOfTheirOwn = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + LOG)
            .should()
            .callMethod(System.class, "getLogger", String.class)
            .because("operators know the names of loggers, so they must not change with classes (docs/messages.md)");

    /** The first implementation behind a seam is named by these only: all others use the interface. */
    private static ArchRule only(String implementation, Class<?>... users) {
        return only(implementation, Arrays.stream(users).map(Class::getName).toArray(String[]::new));
    }

    private static ArchRule only(String implementation, String... users) {
        return noClasses()
                .that(DescribedPredicate.not(DescribedPredicate.describe(
                        String.join(", ", users),
                        (JavaClass each) -> each.getName().equals(ROOT + implementation)
                                || List.of(users).contains(each.getName()))))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ROOT + implementation);
    }

    /** @param allowed packages of ours by their suffix, or patterns of others; the loggers are everybody's */
    private static ArchRule layer(String suffix, String... allowed) {
        List<String> packages = new ArrayList<>(List.of("java..", "org.jspecify..", ROOT + suffix, ROOT + LOG));
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
