/** The snippets of docs/spring-boot.md, as an application. */
@NullMarked
package io.socketio.jakarta.springboot.it.docs;

import org.jspecify.annotations.NullMarked;
