/** The web layer on an embedded Tomcat, over real sockets. */
@NullMarked
package io.socketio.jakarta.web;

import org.jspecify.annotations.NullMarked;
