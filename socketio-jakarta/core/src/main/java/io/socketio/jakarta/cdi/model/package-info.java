/** The declared model: the declarations of namespace beans and their handlers, read and verified during deployment. */
@NullMarked
package io.socketio.jakarta.cdi.model;

import org.jspecify.annotations.NullMarked;
