/** Acknowledgements: who waits for which, until when, and how the answers of a broadcast are collected. */
@NullMarked
package io.socketio.jakarta.internal.core.ack;

import org.jspecify.annotations.NullMarked;
