/** The servers that are measured, each in a process of its own, behind one small interface. */
@NullMarked
package io.socketio.jakarta.benchmarks.server;

import org.jspecify.annotations.NullMarked;
