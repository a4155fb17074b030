package io.socketio.jakarta.clusters;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Debian's nginx and HAProxy with the files of docs/deployment, two servers behind them, and the official client in front. Both scripts run at a time. */
class BalancersIT {

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void clientsReachTheirServersThroughBalancersAndLoseNothingWhenOneDrains() throws Exception {
        new NodeScript("balancers.test.mjs", BalancedHost.class).run(24);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void clientsSurviveReloadsOfBalancersAndTheSuddenEndOfANode() throws Exception {
        new NodeScript("balancers-operation.test.mjs", BalancedHost.class).run(3);
    }
}
