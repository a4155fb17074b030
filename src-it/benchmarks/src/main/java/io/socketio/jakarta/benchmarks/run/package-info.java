/** The command: starts the servers, runs the scenarios, prints the table. */
@NullMarked
package io.socketio.jakarta.benchmarks.run;

import org.jspecify.annotations.NullMarked;
