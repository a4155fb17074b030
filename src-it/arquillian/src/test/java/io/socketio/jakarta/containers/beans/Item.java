package io.socketio.jakarta.containers.beans;

/** One line of an order. */
public record Item(String name, int count) {}
