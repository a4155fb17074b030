/** Bean Validation of arguments and results, where it is available. */
@NullMarked
package io.socketio.jakarta.cdi.validation;

import org.jspecify.annotations.NullMarked;
