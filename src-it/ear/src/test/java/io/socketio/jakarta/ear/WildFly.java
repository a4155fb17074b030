package io.socketio.jakarta.ear;

import io.socketio.jakarta.processes.WildFlyInstallation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

record WildFly(WildFlyInstallation installation) implements FullServer {

    /** @param home the distribution, which is only read */
    WildFly(Path home) {
        this(new WildFlyInstallation(home));
    }

    @Override
    public Path prepare(Path base, int httpPort) throws IOException {
        return installation.prepare(base);
    }

    @Override
    public List<String> command(Path base, int httpPort) {
        List<String> command = new ArrayList<>(FullServer.java());
        command.addAll(installation.jvmArguments(base));
        command.addAll(List.of("-jar", installation.jar().toString()));
        command.addAll(installation.arguments(base, httpPort, 0));
        return command;
    }
}
