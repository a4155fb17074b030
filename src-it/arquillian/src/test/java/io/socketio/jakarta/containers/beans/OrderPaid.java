package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.annotation.EmitOn;
import jakarta.enterprise.event.TransactionPhase;

/** Told when the transaction has succeeded that it is fired in, or at once if there is none. */
@EmitOn(event = "paid", namespace = "/orders", room = "customer-{customer}", during = TransactionPhase.AFTER_SUCCESS)
public record OrderPaid(int id, String customer) {}
