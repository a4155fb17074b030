/** The snippets of the documentation, compiled. */
@NullMarked
package io.socketio.jakarta.docs;

import org.jspecify.annotations.NullMarked;
