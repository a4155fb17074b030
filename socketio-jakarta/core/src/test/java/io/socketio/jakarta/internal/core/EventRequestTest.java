package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The HTTP request that has brought an event. */
class EventRequestTest {

    private final ManualExecutor executor = new ManualExecutor();
    private final CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), executor);
    private final List<Event> events = new ArrayList<>();
    private final String sid = fixture.pollingHandshake();

    EventRequestTest() {
        fixture.server.onConnection(socket -> socket.onAny(events::add));
        fixture.post(sid, "40");
        executor.runAll();
        fixture.poll(sid);
    }

    private FakeHttpExchange post(String body, String token) {
        return fixture.http(new FakeHttpExchange("POST", "EIO=4&transport=polling&sid=" + sid + "&t=" + token)
                .header("authorization", token)
                .body(body));
    }

    @Test
    void eventNamesThePostThatHasBroughtIt() {
        post("42[\"a\"]\u001e451-[\"b\",{\"_placeholder\":true,\"num\":0}]\u001ebAQID", "first");
        post("42[\"c\"]", "second");
        executor.runAll();
        EngineRequest first = events.get(0).request();
        assertEquals("POST", first.method());
        assertEquals("first", first.headers().get("authorization"));
        assertEquals("first", first.query().get("t"));
        assertTrue(first.url().endsWith("&sid=" + sid + "&t=first"), first.url());
        assertEquals("first", events.get(1).request().headers().get("authorization"));
        assertEquals("second", events.get(2).request().headers().get("authorization"));
    }

    @Test
    void eventOverWebSocketHasNone() {
        FakeWebSocketExchange upgrade = new FakeWebSocketExchange("EIO=4&transport=websocket&sid=" + sid);
        fixture.server.engineServer().onRequest(upgrade);
        upgrade.sends("2probe");
        upgrade.sends("5");
        upgrade.sends("42[\"a\"]");
        executor.runAll();
        assertNull(events.get(0).request());
    }

    /** What waits is weighed, the headers that it keeps too: once for each POST and not for each event. */
    @Test
    void requestIsWeighedOnce() {
        String large = "x".repeat(4000);
        long before = fixture.server.engine().waitingBytes();
        assertEquals(0, before);
        post("42[\"a\"]\u001e42[\"a\"]\u001e42[\"a\"]", large);
        long one = fixture.server.engine().waitingBytes();
        assertTrue(one > 8000 && one < 11_000, () -> one + " bytes");
        post("42[\"a\"]", large);
        long two = fixture.server.engine().waitingBytes();
        assertTrue(two > 16_000 && two < 21_000, () -> two + " bytes");
        executor.runAll();
        assertEquals(0, fixture.server.engine().waitingBytes());
    }
}
