/** Bean Validation of arguments and results, where the application has it. */
@NullMarked
package io.socketio.jakarta.cdi.validation;

import org.jspecify.annotations.NullMarked;
