package io.socketio.jakarta.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

/** The sample's pages in a headless browser, on the WAR as it is deployed. The tests are in {@code src/test/node/browser.test.mjs}. */
class BrowserIT {

    private static final Path BUILD = Path.of(System.getProperty("build.folder"));

    @Test
    void twoPagesTalkAndScreenshotsAreKept() throws Exception {
        Path sample = Path.of(System.getProperty("sample.folder")).normalize();
        assertTrue(
                Files.isDirectory(sample),
                () -> "the sample is not built, " + sample + " is missing: run 'mvn package' in sample-war");
        Path screenshots = Files.createDirectories(BUILD.resolve("screenshots"));
        Tomcat tomcat = tomcat(sample);
        try {
            new NodeScript("browser.test.mjs")
                    .with(
                            "SAMPLE_ADDRESS",
                            "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/")
                    .with("SCREENSHOTS", screenshots.toString())
                    .run(7);
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
        assertTrue(Files.size(screenshots.resolve("chat-anna.png")) > 0, "a screenshot is kept");
    }

    private static Tomcat tomcat(Path sample) throws Exception {
        System.setProperty("sample.data", BUILD.resolve("sample-data").toString());
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(BUILD.resolve("tomcat-sample").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addWebapp("", sample.toString());
        context.setParentClassLoader(Tomcat.class.getClassLoader());
        tomcat.start();
        assertEquals(LifecycleState.STARTED, context.getState(), "the sample must start; the log says why it did not");
        return tomcat;
    }
}
