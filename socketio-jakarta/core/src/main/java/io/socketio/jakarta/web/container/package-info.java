/** What is there for one container or one CDI implementation only: a file each, named for it, with the version that needs it. */
@NullMarked
package io.socketio.jakarta.web.container;

import org.jspecify.annotations.NullMarked;
