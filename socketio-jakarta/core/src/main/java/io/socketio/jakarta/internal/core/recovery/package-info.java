/** Connection state recovery in memory: sessions whose connection was lost, and the events that their clients may have missed. */
@NullMarked
package io.socketio.jakarta.internal.core.recovery;

import org.jspecify.annotations.NullMarked;
