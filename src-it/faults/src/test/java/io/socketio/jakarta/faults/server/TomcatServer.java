package io.socketio.jakarta.faults.server;

import io.socketio.jakarta.processes.CommandProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.catalina.util.ServerInfo;

/** An embedded Tomcat. Its class path has Tomcat and nothing else, so the application has what is in its WAR. */
final class TomcatServer implements Server {

    /** What Tomcat's scripts open, so that it finds what an application leaves behind. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.io",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.rmi/sun.rmi.transport");

    private final Path log = Server.buildFolder().resolve("tomcat.log");
    private final CommandProcess process;

    TomcatServer() throws Exception {
        Files.deleteIfExists(log);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Server.jvmArguments());
        OPENED.forEach(opened -> command.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        command.addAll(List.of(
                "-cp", classPath(), TomcatMain.class.getName(), Server.war().toString()));
        process = new CommandProcess(command, log);
    }

    private static String classPath() throws Exception {
        String tests = Path.of(TomcatMain.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.equals(tests)
                        || Path.of(entry).getFileName().toString().startsWith("tomcat-"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public String title() {
        return "Tomcat " + ServerInfo.getServerNumber();
    }

    @Override
    public int port() {
        return process.port();
    }

    @Override
    public void redeploy() throws IOException {
        String answer = process.ask("redeploy");
        if (!answer.equals("done")) {
            throw new IOException("Tomcat could not redeploy: " + answer);
        }
    }

    @Override
    public int oldServers() {
        return 0;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
