package io.socketio.jakarta.faults;

import java.util.List;

/** All faults, in the order of the table. */
final class Scenarios {

    private Scenarios() {}

    static List<Scenario> all() {
        return List.of(
                new ClientKilled(),
                new HalfOpen(),
                new SlowReaders(1),
                new SlowReaders(100),
                new SlowReaders(1000),
                new LargeHistory(),
                new SlowPosts(),
                new AbandonedHandshakes(),
                new AbandonedUpgrades(),
                new IgnoredClose(),
                new Floods(),
                new FrameFloods(),
                new Flooders(),
                new Garbage(),
                new LongNumbers(),
                new ManyNames(),
                new BlockedHandlers(),
                new ManyNamespaces(),
                new SlowRoomListener(),
                new UnfinishedMessages(),
                new HeavyEvents(),
                new HeapFull(),
                new Chaos(),
                new Redeployment());
    }

    /** The scenarios of this run: those whose class has the system property {@code faults.only} in its name. */
    static List<Scenario> chosen() {
        String only = System.getProperty("faults.only", "");
        return all().stream()
                .filter(scenario -> scenario.getClass().getSimpleName().contains(only))
                .toList();
    }
}
