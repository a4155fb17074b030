package io.socketio.jakarta.containers.beans;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

/** A message with constraints. */
public class Message {

    @NotBlank
    public String text = "";

    @Positive
    public int size = 1;
}
