package io.socketio.jakarta.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void aQuotientIsTheMedianOfThoseOfEachRound() {
        // The machine was twice as slow in the second round: no quotient of sums would be 0.5 in each round.
        List<Figure> figures =
                List.of(echo(Peer.UPGRADE, 10, 20, 11), echo(Peer.NODE, 20, 40, 20), echo(Peer.NETTY, 10, 10, 10));

        String verdicts = Goals.verdicts(figures);

        assertTrue(
                verdicts.contains("| echo, `upgrade`, of `node` | 0.50 (0.50 to 0.55) | 0.65 | met | agree |"),
                verdicts);
        assertTrue(
                verdicts.contains(
                        "| echo, `upgrade`, of `netty` | 1.10 (1.00 to 2.00) | 1.05 | **missed** | disagree |"),
                verdicts);
    }

    @Test
    void theMedianDecidesWhenTheRoundsDisagree() {
        String verdicts = Goals.verdicts(List.of(echo(Peer.UPGRADE, 9, 18, 9), echo(Peer.BARE, 10, 10, 10)));

        assertTrue(
                verdicts.contains("| echo, `upgrade`, of `bare` | 0.90 (0.90 to 1.80) | 0.95 | met | disagree |"),
                verdicts);
    }

    @Test
    void aGoalIsMissedWhenNoRoundReachesIt() {
        String verdicts = Goals.verdicts(List.of(echo(Peer.UPGRADE, 14, 15, 16), echo(Peer.BARE, 14, 14, 14)));

        assertTrue(
                verdicts.contains("| echo, `upgrade`, of `bare` | 1.07 (1.00 to 1.14) | 0.95 | **missed** | agree |"),
                verdicts);
    }

    @Test
    void memoryHasOneRoundAndNoSpread() {
        Figure idle = new Figure(Scenario.IDLE, Peer.UPGRADE, List.of(Round.ofConnections(23, 1000)), 0, "");

        assertTrue(Goals.verdicts(List.of(idle)).contains("KiB of live heap | 23.00 | 21.00 | **missed** | – |"));
        assertEquals("", Goals.verdicts(List.of()));
    }

    @Test
    void broadcastsToManyAreComparedWithThoseToFew() {
        Figure few = figure(Scenario.BROADCAST_100, Peer.UPGRADE, 10, 10, 11);
        Figure many = figure(Scenario.BROADCAST_10000, Peer.UPGRADE, 13, 11, 13);

        String verdicts = Goals.verdicts(List.of(few, many));

        assertTrue(
                verdicts.contains(
                        "| broadcast to 10,000, `upgrade`, of `upgrade`, broadcast to 100 | 1.18 (1.10 to 1.30) | 1.20 | met | disagree |"),
                verdicts);
    }

    @Test
    void tailsAreComparedAtAFixedRate() {
        Round ours = new Round(20, 1000, 1, 3, 70, 0, 0, 0, 0);
        Round theirs = new Round(10, 1000, 1, 2, 70, 0, 0, 0, 0);
        String verdicts = Goals.verdicts(List.of(
                new Figure(Scenario.LOAD, Peer.UPGRADE, List.of(ours), 0, ""),
                new Figure(Scenario.LOAD, Peer.BARE, List.of(theirs), 0, "")));

        assertTrue(verdicts.contains("p99, `upgrade`, of `bare` | 1.50 |"), verdicts);
    }

    @Test
    void theTableHasAColumnForEachServerOfAContainer() {
        Options options = Options.parse(List.of(), Path.of("."));
        String text = new Report(List.of(
                        echo(Peer.UPGRADE, 9, 10, 12), echo(Peer.BARE, 20, 20, 20), echo(Peer.WILDFLY_BARE, 19)))
                .markdown("versions", options);

        assertTrue(
                text.contains("| | `upgrade` | `bare` |\n|---|---:|---:|\n| echo, µs per message | 10.0 | 20.0 |\n"),
                text);
        assertTrue(text.contains("| | `wildfly-bare` |"), text);
        assertTrue(
                text.contains("| echo | `upgrade` | 10.0 (9.0 to 12.0) µs | – | – | – | 0.50 (0.45 to 0.60) |"), text);
    }

    private static Figure echo(Peer peer, double... costs) {
        return figure(Scenario.ECHO, peer, costs);
    }

    private static Figure figure(Scenario scenario, Peer peer, double... costs) {
        List<Round> rounds = Arrays.stream(costs)
                .mapToObj(cost -> new Round(cost, 1000, 1, 2, 100, 0, 0, 0, 0))
                .toList();
        return new Figure(scenario, peer, rounds, 25, "");
    }
}
