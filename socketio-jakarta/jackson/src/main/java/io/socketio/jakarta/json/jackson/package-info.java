/** Payload codecs for Jackson 2 and Jackson 3; an application needs one of the two. */
@NullMarked
package io.socketio.jakarta.json.jackson;

import org.jspecify.annotations.NullMarked;
