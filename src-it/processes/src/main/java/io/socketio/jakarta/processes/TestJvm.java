package io.socketio.jakarta.processes;

import java.util.List;
import java.util.stream.Stream;

/** The JVMs that tests start. */
public final class TestJvm {

    private TestJvm() {}

    /** Returns the arguments that the build has for each of them, in the system property {@code test.jvm}, and these behind. */
    public static List<String> arguments(String... more) {
        return Stream.concat(
                        Stream.of(System.getProperty("test.jvm", "").split(" ")).filter(each -> !each.isEmpty()),
                        Stream.of(more))
                .toList();
    }
}
