package io.socketio.jakarta.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final List<Peer> PEERS = List.of(Peer.UPGRADE, Peer.NODE, Peer.BUN, Peer.NETTY);

    private int measured;

    @Test
    void serversWhoseRoundsDisagreeAboutAGoalAreMeasuredAgain() throws Exception {
        // Of bun, 1.0 and 2.0: the limit is 1.25. Of node and of netty, the rounds agree.
        Rounds rounds = new Rounds();
        rounds.measure(Scenario.ECHO, PEERS, 3, 5, peer -> round(peer == Peer.BUN && ++measured % 2 == 0 ? 5 : 10));

        assertEquals(Map.of(Peer.UPGRADE, 5, Peer.NODE, 3, Peer.BUN, 5, Peer.NETTY, 3), counts(rounds));
    }

    @Test
    void noServerIsMeasuredAgainWhenAllRoundsAgree() throws Exception {
        Rounds rounds = new Rounds();
        rounds.measure(Scenario.ECHO, PEERS, 3, 5, peer -> round(10));

        assertEquals(Map.of(Peer.UPGRADE, 3, Peer.NODE, 3, Peer.BUN, 3, Peer.NETTY, 3), counts(rounds));
    }

    private static Map<Peer, Integer> counts(Rounds rounds) {
        return rounds.figures(Scenario.ECHO).stream().collect(Collectors.toMap(Figure::peer, figure -> figure.rounds()
                .size()));
    }

    private static Round round(double cost) {
        return new Round(cost, 1000, 1, 2, 100, 0, 0, 0, 0);
    }
}
