/** The example of docs/testing.md: a namespace bean, its unit test, and its test on a running server. */
@NullMarked
package io.socketio.jakarta.conformance.prices;

import org.jspecify.annotations.NullMarked;
