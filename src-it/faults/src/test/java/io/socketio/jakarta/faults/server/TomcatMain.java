package io.socketio.jakarta.faults.server;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.ThreadLocalLeakPreventionListener;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with its defaults and one exploded WAR in its root context. It ends with its standard input. */
public final class TomcatMain {

    private TomcatMain() {}

    /** @param args the folder of the WAR */
    public static void main(String[] args) throws Exception {
        var base = Files.createTempDirectory("faults-tomcat");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ExpandWar.delete(base.toFile(), false)));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", "127.0.0.1");
        connector.setThrowOnFailure(true);
        // As in the server.xml of the distribution: the threads of the pool inherit what the application had on the
        // stack when they began.
        tomcat.getServer().addLifecycleListener(new ThreadLocalLeakPreventionListener());
        Context context = tomcat.addWebapp("", args[0]);
        tomcat.start();
        requireStarted(context);
        System.out.println("ready " + connector.getLocalPort());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            System.out.println(command.equals("redeploy") ? redeployed(context) : "unknown command " + command);
        }
        tomcat.stop();
        System.exit(0);
    }

    private static String redeployed(Context context) {
        try {
            context.reload();
            requireStarted(context);
            return "done";
        } catch (LifecycleException e) {
            return e.toString();
        }
    }

    private static void requireStarted(Context context) throws LifecycleException {
        if (context.getState() != LifecycleState.STARTED) {
            throw new LifecycleException("The application did not start; the log says why");
        }
    }
}
