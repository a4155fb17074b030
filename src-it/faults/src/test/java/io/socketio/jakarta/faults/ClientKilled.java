package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.HttpConnection;
import io.socketio.jakarta.faults.client.Session;
import io.socketio.jakarta.faults.client.WebSocketConnection;
import java.io.IOException;
import java.util.Arrays;

/** Clients whose process dies: the TCP connections end with a reset, wherever the protocol was. */
final class ClientKilled implements Scenario {

    /** Where the client dies. */
    private enum Stage {
        HANDSHAKE {
            @Override
            void dieHere(int port) throws IOException {
                HttpConnection connection = new HttpConnection(port);
                connection.write("GET " + Session.handshakePath() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                connection.reset();
            }
        },
        POLLING {
            @Override
            void dieHere(int port) throws IOException {
                Session session = Session.polling(port).join("/");
                session.polls().write("GET " + session.path() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                session.reset();
            }
        },
        UPGRADE_PROBE {
            @Override
            void dieHere(int port) throws IOException {
                Session session = Session.polling(port).join("/");
                WebSocketConnection probed = session.probe();
                probed.tcp().reset();
                session.reset();
            }
        },
        UPGRADED {
            @Override
            void dieHere(int port) throws IOException {
                Session session = Session.polling(port).join("/");
                session.complete(session.probe());
                session.reset();
            }
        },
        MID_MESSAGE {
            @Override
            void dieHere(int port) throws IOException {
                Session session = Session.webSocket(port).join("/");
                byte[] frame = WebSocketConnection.frame(WebSocketConnection.TEXT, new byte[1000]);
                session.webSocket().tcp().write(Arrays.copyOf(frame, frame.length / 2));
                session.reset();
            }
        },
        MID_POST {
            @Override
            void dieHere(int port) throws IOException {
                Session session = Session.polling(port).join("/");
                session.posts().write(HttpConnection.postHead(session.path(), 1000) + "42[");
                session.reset();
            }
        };

        abstract void dieHere(int port) throws IOException;
    }

    @Override
    public Line line(Form form) {
        return new Line(
                "Client killed (TCP reset) during the handshake, a poll, the upgrade's probe, after the upgrade, in the middle of a message, of a POST",
                count(form) + " clients at each stage",
                "every session ends by its heartbeat at the latest");
    }

    private static int count(Form form) {
        return form.of(10, 200);
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        for (int i = 0; i < count(bed.form()); i++) {
            for (Stage stage : Stage.values()) {
                stage.dieHere(bed.port());
            }
        }
        long last = bed.awaitOnlyOthers(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        return Stage.values().length * count(bed.form()) + " sessions ended, the last after " + last + " ms";
    }
}
