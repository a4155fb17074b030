package io.socketio.jakarta.clusters;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Real clusters: Redis and PostgreSQL, the reference server with its adapters, and ours. {@code operations.test.mjs} performs all operations in clusters of every
 * composition and compares the answers with those of a cluster of reference servers; {@code faults.test.mjs} breaks what can break;
 * {@code addresses.test.mjs} is about TLS, passwords, Sentinel and Redis Cluster.
 *
 * <p>Three of the scripts run at a time, because they wait for timeouts more than for anything else; each starts stores of its own.
 */
class ClusterIT {

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void clustersOfEveryCompositionAnswerLikeThoseOfReferenceServers() throws Exception {
        new NodeScript("operations.test.mjs").run(312);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void faultsHarmNobodyForLong() throws Exception {
        new NodeScript("faults.test.mjs").run(26);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void storesAreReachedAsTheirAddressesSay() throws Exception {
        new NodeScript("addresses.test.mjs").run(13);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void outagesLoseNothingThatAStreamHolds() throws Exception {
        new NodeScript("faults-streams.test.mjs").run(4);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void clientsRecoverOnEveryServer() throws Exception {
        new NodeScript("recovery.test.mjs").run(10);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void faultsOfPostgresHarmNobodyForLong() throws Exception {
        new NodeScript("faults-postgres.test.mjs").run(21);
    }
}
