package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SessionStateTest {

    private final SessionState state = new SessionState();

    @Test
    void phaseOnlyMovesForward() {
        assertTrue(state.isOpen());
        assertTrue(state.onCloseAsked());
        assertFalse(state.onCloseAsked());
        assertTrue(state.isClosing());
        assertTrue(state.onEnded());
        assertFalse(state.onEnded());
        assertFalse(state.onCloseAsked());
        assertTrue(state.isClosed());
    }

    @Test
    void upgradeFollowsTheTable() {
        assertFalse(state.onProbe());
        assertFalse(state.onUpgradePacket());
        assertFalse(state.onCandidateLost());
        assertTrue(state.onCandidate());
        assertFalse(state.onCandidate());
        assertTrue(state.onProbe());
        assertTrue(state.onProbe());
        assertEquals("OPEN/PROBED", state.toString());
        assertTrue(state.onCandidateLost());
        assertTrue(state.onCandidate());
        assertTrue(state.onUpgradePacket());
        assertFalse(state.onCandidate(), "a session upgrades once");
    }

    @Test
    void closingSessionMayStillUpgradeAndAnEndedOneNot() {
        state.onCloseAsked();
        assertTrue(state.onCandidate());
        state.onEnded();
        assertFalse(state.onProbe());
        assertFalse(state.onUpgradePacket());
        assertFalse(state.onCandidate());
    }

    @Test
    void overflowIsToldOnceAndStopsAccepting() {
        assertTrue(state.accepts());
        assertTrue(state.onOverflow());
        assertFalse(state.onOverflow());
        assertFalse(state.accepts());
        assertTrue(state.isOpen(), "it still hears the client until it has ended");
    }
}
