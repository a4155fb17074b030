package io.socketio.jakarta.cdi;

import io.socketio.jakarta.SocketIoServer;

/**
 * What all namespaces of one application share.
 *
 * @param connections scopes of the connections
 * @param observers who wants to hear of sockets and events
 */
record ServerParts(SocketIoServer server, Calls calls, ConnectionState.Table connections, CdiObservers observers) {}
