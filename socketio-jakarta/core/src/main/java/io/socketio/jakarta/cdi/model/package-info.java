/** The declared model: what namespace beans and their handlers declare, read and verified when the application is deployed. */
@NullMarked
package io.socketio.jakarta.cdi.model;

import org.jspecify.annotations.NullMarked;
