package io.socketio.jakarta.clusters;

import org.junit.jupiter.api.Test;

/**
 * Real clusters: Redis and PostgreSQL, the reference server with its adapters, and ours. {@code operations.test.mjs} performs all operations in clusters of every
 * composition and compares the answers with those of a cluster of reference servers; {@code faults.test.mjs} breaks what can break.
 */
class ClusterIT {

    @Test
    void clustersOfEveryCompositionAnswerLikeThoseOfReferenceServers() throws Exception {
        new NodeScript("operations.test.mjs").run(416);
    }

    @Test
    void faultsHarmNobodyForLong() throws Exception {
        new NodeScript("faults.test.mjs").run(34);
    }

    @Test
    void outagesLoseNothingThatAStreamHolds() throws Exception {
        new NodeScript("faults-streams.test.mjs").run(4);
    }

    @Test
    void clientsRecoverOnEveryServer() throws Exception {
        new NodeScript("recovery.test.mjs").run(10);
    }

    @Test
    void faultsOfPostgresHarmNobodyForLong() throws Exception {
        new NodeScript("faults-postgres.test.mjs").run(21);
    }
}
