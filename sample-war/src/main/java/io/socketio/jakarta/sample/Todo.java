package io.socketio.jakarta.sample;

/** One line of the todo list, as it is stored and sent. */
public record Todo(String id, String title) {}
