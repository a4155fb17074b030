package io.socketio.jakarta.containers.beans;

/** What a customer gets for an order. */
public record Receipt(int items, String note) {}
