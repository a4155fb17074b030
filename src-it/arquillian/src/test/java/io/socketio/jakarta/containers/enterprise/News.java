package io.socketio.jakarta.containers.enterprise;

import io.socketio.jakarta.annotation.SocketIoNamespace;

/** Where everybody hears of everything; it takes nothing in. */
@SocketIoNamespace("/news")
public class News {}
