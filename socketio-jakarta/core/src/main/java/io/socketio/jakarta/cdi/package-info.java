/** The declarative model: beans as namespaces, CDI events, scopes and filters, on top of the public API. */
@NullMarked
package io.socketio.jakarta.cdi;

import org.jspecify.annotations.NullMarked;
