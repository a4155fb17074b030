package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.NumberedConversation;
import io.socketio.jakarta.faults.client.Observations;
import io.socketio.jakarta.faults.client.Session;
import io.socketio.jakarta.faults.client.WebSocketConnection;
import java.util.ArrayList;
import java.util.List;

/** Upgrades that are begun and never completed, while the session goes on over long-polling. */
final class AbandonedUpgrades implements Scenario {

    @Override
    public Line line(Form form) {
        return new Line(
                "Abandoned upgrades: a probe, then silence",
                count(form) + " sessions that go on over long-polling",
                "the WebSocket is closed by the upgrade timeout (here 4 s), and the session loses nothing");
    }

    private static int count(Form form) {
        return form.of(20, 500);
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        Observations observations = new Observations();
        List<NumberedConversation> conversations = new ArrayList<>();
        List<WebSocketConnection> abandoned = new ArrayList<>();
        for (int i = 0; i < count(bed.form()); i++) {
            Session session = bed.keep(Session.polling(bed.port()).join("/"));
            NumberedConversation conversation = new NumberedConversation(session, "abandoned", observations, true);
            conversation.startReading();
            conversation.sendNext();
            abandoned.add(bed.keep(session.probe()));
            conversation.sendNext();
            conversations.add(conversation);
        }
        long begin = System.nanoTime();
        for (WebSocketConnection connection : abandoned) {
            bed.require(
                    connection.tcp().awaitEnd((int) (TestBed.CONNECT_TIMEOUT_MS + TestBed.CLOSE_MS + TestBed.SLACK_MS)),
                    "a TCP connection is still open long after the upgrade timeout");
        }
        long closed = TestBed.millisSince(begin);
        for (NumberedConversation conversation : conversations) {
            conversation.sendNext();
            conversation.awaitEchoes();
            conversation.close();
        }
        bed.require(observations.faults().isEmpty(), observations.faults().toString());
        return "all closed after " + closed + " ms, " + 3 * abandoned.size() + " messages over long-polling, none lost";
    }
}
