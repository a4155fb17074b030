package io.socketio.jakarta.internal.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.internal.core.CoreFixture;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinTimerTest implements JoinTimer.Owner {

    private final CoreFixture fixture = new CoreFixture();
    private final List<String> seen = new ArrayList<>();
    private boolean isWithoutNamespace = true;
    private final JoinTimer timer = new JoinTimer(fixture.context, this);

    @Override
    public boolean isWithoutNamespace() {
        return isWithoutNamespace;
    }

    @Override
    public void onConnectTimeout() {
        seen.add("timeout");
    }

    private void timePasses() {
        fixture.scheduler.advanceMillis(
                SocketIoOptions.defaults().connectTimeout().toMillis());
    }

    /** A thread left the last namespace, another joined one and told so first: the connection was not measured again, ever. */
    @Test
    void lateNewsOfAnOldChangeChangesNothing() {
        timer.update();
        isWithoutNamespace = false;
        timer.update();
        timer.update();
        timePasses();
        isWithoutNamespace = true;
        timer.update();
        timer.update();
        assertEquals(List.of(), seen);
        timePasses();
        assertEquals(List.of("timeout"), seen);
    }

    @Test
    void timerThatHasRunInVainRunsAgain() {
        timer.update();
        isWithoutNamespace = false;
        timePasses();
        assertEquals(List.of(), seen);
        isWithoutNamespace = true;
        timer.update();
        timePasses();
        assertEquals(List.of("timeout"), seen);
    }
}
