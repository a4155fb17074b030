/** One class for each fault, which says what it does, what the server promises, and measures whether it holds. */
@org.jspecify.annotations.NullMarked
package io.socketio.jakarta.faults;
