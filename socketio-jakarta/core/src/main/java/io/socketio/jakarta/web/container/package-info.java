/** Workarounds for one container or one CDI implementation each: one file per product, named for it, with the version that needs it. */
@NullMarked
package io.socketio.jakarta.web.container;

import org.jspecify.annotations.NullMarked;
