package io.socketio.jakarta;

/**
 * What a server knows about its cluster, for health checks and monitoring.
 *
 * @param member whether the server belongs to a cluster; if not, it is alone and the other components say so
 * @param connected whether messages pass between this server and the others now
 * @param servers the number of servers in the cluster, with this one; 1 while it cannot be told
 * @param lostMessages how many messages to other servers have been lost since the server started
 * @since 0.1
 */
public record ClusterState(boolean member, boolean connected, int servers, long lostMessages) {

    /** The state of a server without a cluster. */
    public static final ClusterState ALONE = new ClusterState(false, true, 1, 0);

    /** Returns this state with another number of servers. */
    public ClusterState withServers(int number) {
        return new ClusterState(member, connected, number, lostMessages);
    }
}
