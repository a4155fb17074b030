package io.socketio.jakarta.faults;

/** The first columns of a line of the table. */
record Line(String fault, String load, String promise) {}
