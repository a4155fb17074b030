package io.socketio.jakarta.containers.beans;

/** The order is on its way. */
public record OrderShipped(int id) {}
