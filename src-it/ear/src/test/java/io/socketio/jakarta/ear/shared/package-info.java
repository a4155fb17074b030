/** Goes into a jar of the EAR's lib folder. */
@NullMarked
package io.socketio.jakarta.ear.shared;

import org.jspecify.annotations.NullMarked;
