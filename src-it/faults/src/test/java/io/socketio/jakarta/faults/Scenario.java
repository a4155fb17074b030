package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Group;

/** One fault. */
interface Scenario {

    /** Returns what the table says about it. */
    Line line(Form form);

    /**
     * Makes the fault while the others exchange numbered messages.
     *
     * @return what was measured
     * @throws BrokenPromise if the promise is not held
     */
    String measure(TestBed bed) throws Exception;

    /** Returns what the well-behaved clients do meanwhile. */
    default Group.Manners others() {
        return new Group.Manners(4, 40, true, false);
    }

    /** Returns whether the wait of the others for handlers is in the table; otherwise only that for broadcasts is. */
    default boolean handlersAreFree() {
        return true;
    }

    /** Returns whether another server of the same application runs at the end. */
    default boolean replacesServer() {
        return false;
    }

    /** Returns the longest time that the others may wait. It is generous: a build may run on a slow machine, beside another one. */
    default long longestWaitMillis() {
        return 3000;
    }
}
