package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Wrong beans do not deploy, and whoever deploys them is told which method, and why. */
@ArquillianTest
@DisabledIfSystemProperty(
        named = "arquillian.launch",
        matches = "payara",
        disabledReason =
                "Payara Micro: Arquillian's adapter does not tell why a deployment failed, and waits for it in vain")
class BrokenBeansIT {

    @ArquillianResource
    @OperateOnDeployment("probe")
    private URL probe;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "probe", testable = false)
    static WebArchive probe() {
        return TestWar.probe();
    }

    @Deployment(name = "wrong", managed = false, testable = false)
    static WebArchive wrong() {
        return TestWar.ofBeans(
                "wrong",
                "broken/Wrong",
                "broken/Twin",
                "broken/Sibling",
                "broken/Fleeting",
                "broken/Stray",
                "broken/Office");
    }

    @Deployment(name = "unproxyable", managed = false, testable = false)
    static WebArchive unproxyable() {
        return TestWar.ofBeans("unproxyable", "broken/Unproxyable");
    }

    /** What the deployment says, and what is logged by containers in this JVM or in a file: Tomcat, Jetty and Liberty tell all only there. */
    private String refusalOf(String deployment) throws IOException {
        int logged = libertyLog().length();
        Queue<String> log = new ConcurrentLinkedQueue<>();
        Handler listener = listener(log);
        Logger.getLogger("").addHandler(listener);
        try {
            deployer.deploy(deployment);
            assertFalse(isThere(deployment), deployment + " was deployed");
            deployer.undeploy(deployment);
        } catch (Exception refusal) {
            note(refusal, log);
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
        log.add(libertyRefusal(libertyLog().substring(logged)));
        // WildFly's management escapes what it quotes.
        return String.join("\n", log).replace("\\\"", "\"");
    }

    /** Its adapter takes only the first line of what the log tells. Empty on other containers. */
    private static String libertyLog() throws IOException {
        String liberty = System.getProperty("liberty");
        return liberty == null ? "" : Files.readString(Path.of(liberty, "usr/servers/socketio/logs/messages.log"));
    }

    /** What operators are told: "An exception occurred while starting the application". What only developers of the server read comes before. */
    private static String libertyRefusal(String log) {
        int error = log.indexOf("E CWWKZ0002E");
        return error < 0 ? "" : log.substring(error);
    }

    private boolean isThere(String deployment) throws Exception {
        URL handshake = new URL(probe, "/" + deployment + "/socket.io/?EIO=4&transport=polling");
        return HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(handshake.toURI()).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                < 300;
    }

    private static void note(@Nullable Throwable thrown, Queue<String> log) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            log.add(String.valueOf(cause.getMessage()));
        }
    }

    private static Handler listener(Queue<String> log) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                note(entry.getThrown(), log);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void everyMistakeIsNamedWithClassMethodAndReason() throws IOException {
        String refusal = refusalOf("wrong");
        for (String expected : List.of(
                "(): two handlers for event \"twice\"",
                ".request(HttpServletRequest): unknown parameter type jakarta.servlet.http.HttpServletRequest",
                ".auth(String): @Auth is for parameters of @OnConnecting methods",
                ".variable(String): @NamespaceParam(\"name\") is no variable of \"/wrong/{id}\"",
                ".fixed(): a handler must not be private, static or final",
                ".hidden(): a handler must not be private, static or final",
                ".shared(): two handlers for event \"shared\" of /wrong/{id}; the other is in io.socketio.jakarta",
                ".broken.Fleeting: a namespace bean must not be @Dependent",
                ".broken.Office: a namespace bean is a CDI bean and no EJB, but has @jakarta.ejb.Stateless",
                ".connect(): @OnConnect must return void")) {
            assertTrue(refusal.contains(expected), () -> expected + " is not in " + refusal);
        }
        assertTrue(refusal.contains("io.socketio.jakarta.containers.broken.Wrong."), refusal);
        assertTrue(
                refusal.contains("io.socketio.jakarta.containers.broken.Stray: has handlers, but is no bean"), refusal);
    }

    @Test
    void finalClassIsNamedWithTheReason() throws IOException {
        String refusal = refusalOf("unproxyable");
        assertTrue(
                refusal.contains(
                        "io.socketio.jakarta.containers.broken.Unproxyable: a namespace bean must not be final"),
                refusal);
    }

    /** Weld starts its threads before it looks at the beans; they kept the class loader of each application that was refused. */
    @EnabledIfSystemProperty(
            named = "arquillian.launch",
            matches = "tomcat|jetty",
            disabledReason = "CDI and its threads are the container's")
    @Test
    void refusalLeavesNoThread() throws Exception {
        refusalOf("unproxyable");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("weld-")) {
                thread.join(TimeUnit.SECONDS.toMillis(Peer.PATIENCE_SECONDS));
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }
}
