package io.socketio.jakarta.faults;

import static org.junit.jupiter.api.Assertions.fail;

import io.socketio.jakarta.faults.client.Group;
import io.socketio.jakarta.faults.client.Observations;
import io.socketio.jakarta.faults.client.Session;
import io.socketio.jakarta.faults.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Runs every fault against one server, beside well-behaved clients, and writes the table. A promise that is not held fails the build. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

    private static final int MOST_FAULTS_IN_TABLE = 3;

    private final Form form = Form.chosen();
    private final List<Result> results = new ArrayList<>();

    /** Null until it is needed, and after a broken promise: what comes then is tried on a new one. */
    private @Nullable Server server;

    private @Nullable Aftermath aftermath;
    private String title = Server.container();

    @TestFactory
    Stream<DynamicTest> everyPromiseHolds() {
        return Scenarios.chosen().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.line(form).fault(), () -> tryOut(scenario)));
    }

    private void tryOut(Scenario scenario) throws Exception {
        Server present = server();
        Result result = result(scenario, present);
        results.add(result);
        System.out.println(result);
        if (!result.held()) {
            stop();
            fail(result.toString());
        }
    }

    private Server server() throws Exception {
        Server present = server;
        if (present == null) {
            present = Server.start();
            server = present;
            title = present.title();
            // Classes are loaded, caches filled and pools begun before we look at what an idle server holds.
            new Group(present.port(), new Group.Manners(8, 20, true, false)).finish();
            try (Session session = Session.webSocket(present.port()).join("/money")) {
                session.send("42/money,1[\"price\",1.5]");
                session.receive();
            }
            aftermath = new Aftermath(present);
        }
        return present;
    }

    private Result result(Scenario scenario, Server present) throws Exception {
        Line line = scenario.line(form);
        Group others = new Group(present.port(), scenario.others());
        String measured;
        try {
            try (TestBed bed = new TestBed(present, form, others)) {
                measured = scenario.measure(bed);
            } finally {
                others.finish();
            }
            requireWellServed(others.observations());
            if (aftermath != null) {
                aftermath.require(scenario.replacesServer());
            }
        } catch (Exception e) {
            return new Result(
                    line, false, e instanceof BrokenPromise ? e.getMessage() : e.toString(), waited(scenario, others));
        }
        long waited = waited(scenario, others);
        boolean inTime = waited <= scenario.longestWaitMillis();
        String late = inTime ? "" : ", but the others may wait for " + scenario.longestWaitMillis() + " ms at most";
        return new Result(line, inTime, measured + late, waited);
    }

    private static long waited(Scenario scenario, Group others) {
        Observations observations = others.observations();
        return scenario.handlersAreFree() ? observations.longestWaitMillis() : observations.longestBroadcastMillis();
    }

    private static void requireWellServed(Observations observations) throws BrokenPromise {
        List<String> faults = observations.faults();
        if (!faults.isEmpty()) {
            throw new BrokenPromise("well-behaved clients: " + faults.size() + " faults, "
                    + faults.subList(0, Math.min(MOST_FAULTS_IN_TABLE, faults.size())));
        }
        if (observations.messages() == 0) {
            throw new BrokenPromise("well-behaved clients: no message came");
        }
    }

    private void stop() throws Exception {
        if (server != null) {
            server.close();
            server = null;
            aftermath = null;
        }
    }

    @AfterAll
    void writeTable() throws Exception {
        new Run(title, form).write(results);
        stop();
    }
}
