package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.annotation.EmitOn;

/** Whoever fires it tells the customer. */
@EmitOn(event = "placed", namespace = "/orders", room = "customer-{customer}")
public record OrderPlaced(int id, String customer) {}
