package io.socketio.jakarta.clusters;

import org.junit.jupiter.api.Test;

/** Debian's nginx and HAProxy with the files of docs/deployment, two servers behind them, and the official client in front. */
class BalancersIT {

    @Test
    void clientsReachTheirServersThroughBalancersAndLoseNothingWhenOneDrains() throws Exception {
        new NodeScript("balancers.test.mjs", BalancedHost.class).run(24);
    }

    @Test
    void clientsSurviveReloadsOfBalancersAndTheSuddenEndOfANode() throws Exception {
        new NodeScript("balancers-operation.test.mjs", BalancedHost.class).run(3);
    }
}
