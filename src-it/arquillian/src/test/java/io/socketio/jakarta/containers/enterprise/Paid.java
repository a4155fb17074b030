package io.socketio.jakarta.containers.enterprise;

import io.socketio.jakarta.annotation.EmitOn;
import jakarta.enterprise.event.TransactionPhase;

/** Money has changed hands; nobody may hear of it before the transaction has succeeded. */
@EmitOn(event = "paid", namespace = "/bank", room = "account-{account}", during = TransactionPhase.AFTER_SUCCESS)
public record Paid(String account, int amount) {}
