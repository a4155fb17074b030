/** The settings of a deployment: their names, their sources, and what is told of wrong ones. */
@NullMarked
package io.socketio.jakarta.web.settings;

import org.jspecify.annotations.NullMarked;
