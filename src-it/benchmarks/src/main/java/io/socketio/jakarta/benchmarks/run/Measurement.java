package io.socketio.jakarta.benchmarks.run;

import io.socketio.jakarta.benchmarks.load.LoadLoop;
import io.socketio.jakarta.benchmarks.load.Target;
import io.socketio.jakarta.benchmarks.load.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Measures the traffic of one running server. Between two calls it has no clients, so that another server can be measured. */
final class Measurement {

    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final int CHECK_CLIENTS = 10;
    private static final int CHECK_MESSAGES = 500;
    private static final double CHECK_PER_SECOND = 1000;
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration RESUME = Duration.ofMillis(500);
    private static final Duration CHECK_LIMIT = Duration.ofMinutes(2);

    private final ServerProcess server;
    private final Options options;
    private final LoadLoop loop;
    private final Target target;

    private boolean isWarm;

    Measurement(ServerProcess server, Options options, LoadLoop loop) {
        this.server = server;
        this.options = options;
        this.loop = loop;
        target = Target.local(server.port());
    }

    private Traffic traffic(Scenario scenario, int clients, double perSecond) {
        String payload = options.payload().json(scenario.payloadBytes(options.payloadBytes()));
        return scenario.traffic(loop, target, clients, payload, perSecond);
    }

    /** A few clients, a few hundred messages, every reply compared. @return how many */
    long check(Scenario scenario) throws IOException {
        Traffic traffic = traffic(scenario, CHECK_CLIENTS, CHECK_PER_SECOND);
        traffic.start();
        loop.runUntil(
                () -> traffic.count() >= CHECK_MESSAGES,
                CHECK_LIMIT,
                CHECK_MESSAGES + " messages of " + scenario.title());
        end(traffic);
        return traffic.count();
    }

    /** Serves the scenario until the server is warm, within the limits of the options. @return how long that took */
    Duration warmUp(Scenario scenario) throws IOException {
        Traffic traffic = traffic(scenario.resumesWith(), scenario.clients(), 0);
        traffic.start();
        Duration least = isWarm ? Duration.ZERO : options.leastWarmUp();
        Duration spent = runUntil(WarmUp::isOver, scenario, traffic, least);
        isWarm = true;
        end(traffic);
        return spent;
    }

    /** Serves the scenario until the condition holds, for as long as a warm-up may take at most. @return how long that took */
    private Duration runUntil(Predicate<WarmUp> condition, Scenario scenario, Traffic traffic, Duration least)
            throws IOException {
        Duration longest = options.longestWarmUp().multipliedBy(scenario.warmUps());
        Duration spent = Duration.ZERO;
        WarmUp warmUp = new WarmUp();
        while ((!condition.test(warmUp) || spent.compareTo(least) < 0) && spent.compareTo(longest) < 0) {
            runSlice(traffic, warmUp);
            spent = spent.plus(SLICE);
        }
        return spent;
    }

    private void runSlice(Traffic traffic, WarmUp warmUp) throws IOException {
        Duration compilersBefore = server.compilers();
        Duration cpuBefore = server.cpu();
        Reading before = Reading.of(server, traffic.count());
        loop.runFor(SLICE);
        double cost = Reading.of(server, traffic.count()).microsSince(before);
        Duration compilers = server.compilers().minus(compilersBefore);
        Duration cpu = server.cpu().minus(cpuBefore);
        warmUp.add(SLICE, cost, (double) compilers.toNanos() / Math.max(1, cpu.toNanos()));
    }

    /** Connects clients, resumes, measures, and lets them go. @param recorded is told the measured time */
    Round round(Scenario scenario, Windows recorded) throws IOException {
        double perSecond = scenario == Scenario.LOAD ? Scenario.LOAD_SHARE * echoesPerSecond() : 0;
        Traffic traffic = traffic(scenario, scenario.clients(), perSecond);
        traffic.start();
        loop.runFor(RESUME);
        if (scenario == Scenario.BROADCAST_10000) {
            // Connecting so many has given the compilers work, which they would do beside the measured traffic.
            runUntil(WarmUp::isCompiled, scenario, traffic, Duration.ZERO);
        }
        traffic.latencies().reset();
        long[] jitBefore = server.jit();
        long switchesBefore = server.threadSwitches();
        Instant from = Instant.now();
        Reading before = Reading.of(server, traffic.count());
        loop.runFor(options.window());
        Reading after = Reading.of(server, traffic.count());
        Instant to = Instant.now();
        long switches = server.threadSwitches() - switchesBefore;
        long[] jitAfter = server.jit();
        Round round = round(traffic, before, after, jitAfter[0] - jitBefore[0], jitAfter[1] - jitBefore[1], switches);
        recorded.add(scenario, new Windows.Window(from, to, after.countSince(before), switches));
        end(traffic);
        return round;
    }

    private static Round round(
            Traffic traffic, Reading before, Reading after, long jitMillis, long gcMillis, long switches) {
        return new Round(
                after.microsSince(before),
                after.countSince(before) / after.secondsSince(before),
                traffic.latencies().percentile(0.5) / 1e6,
                traffic.latencies().percentile(0.99) / 1e6,
                after.busyPercentSince(before),
                jitMillis,
                gcMillis,
                switches / (double) after.countSince(before),
                after.othersPercentSince(before));
    }

    /** What the server manages now: the machine is not as fast in each minute. */
    private double echoesPerSecond() throws IOException {
        Traffic traffic = traffic(Scenario.ECHO, Scenario.ECHO.clients(), 0);
        traffic.start();
        loop.runFor(RESUME);
        Reading before = Reading.of(server, traffic.count());
        loop.runFor(SLICE);
        Reading after = Reading.of(server, traffic.count());
        end(traffic);
        return after.countSince(before) / after.secondsSince(before);
    }

    /** The first seconds of a server that nobody has spoken to; what it needs to start does not count. */
    Round first() throws IOException {
        Traffic traffic = traffic(Scenario.FIRST, Scenario.ECHO.clients(), 0);
        traffic.start();
        Reading before = Reading.of(server, traffic.count());
        loop.runFor(FIRST);
        Reading after = Reading.of(server, traffic.count());
        long[] jit = server.jit();
        Round round = round(traffic, before, after, jit[0], jit[1], server.threadSwitches());
        end(traffic);
        return round;
    }

    private void end(Traffic traffic) throws IOException {
        traffic.drain();
        traffic.close();
        server.awaitNobody(loop);
    }
}
