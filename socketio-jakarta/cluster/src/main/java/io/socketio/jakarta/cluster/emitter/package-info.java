/** What the emitters for all stores have in common: how clients are selected, and what can be done with them. */
@NullMarked
package io.socketio.jakarta.cluster.emitter;

import org.jspecify.annotations.NullMarked;
