package io.socketio.jakarta.clusters;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Real clusters: Redis and PostgreSQL, the reference server with its adapters, and ours. {@code operations.test.mjs} performs all operations in clusters of every
 * composition and compares the answers with those of a cluster of reference servers; {@code faults.test.mjs} breaks what can break;
 * {@code addresses.test.mjs} is about TLS, passwords, Sentinel and Redis Cluster.
 *
 * <p>Four of the scripts run at a time, because they wait for timeouts more than for anything else; each starts stores of its own. JUnit begins with the
 * last one and the first ones, so these are the longest.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {

    @Test
    @Order(2)
    @Execution(ExecutionMode.CONCURRENT)
    void clustersOfEveryCompositionAnswerLikeThoseOfReferenceServers() throws Exception {
        new NodeScript("operations.test.mjs").run(312);
    }

    @Test
    @Order(6)
    @Execution(ExecutionMode.CONCURRENT)
    void faultsHarmNobodyForLong() throws Exception {
        new NodeScript("faults.test.mjs").run(26);
    }

    @Test
    @Order(4)
    @Execution(ExecutionMode.CONCURRENT)
    void storesAreReachedAsTheirAddressesSay() throws Exception {
        new NodeScript("addresses.test.mjs").run(13);
    }

    @Test
    @Order(5)
    @Execution(ExecutionMode.CONCURRENT)
    void outagesLoseNothingThatAStreamHolds() throws Exception {
        new NodeScript("faults-streams.test.mjs").run(4);
    }

    @Test
    @Order(1)
    @Execution(ExecutionMode.CONCURRENT)
    void clientsRecoverOnEveryServer() throws Exception {
        new NodeScript("recovery.test.mjs").run(10);
    }

    @Test
    @Order(3)
    @Execution(ExecutionMode.CONCURRENT)
    void faultsOfPostgresHarmNobodyForLong() throws Exception {
        new NodeScript("faults-postgres.test.mjs").run(21);
    }
}
