/** Mailboxes: they run user code serially per socket, on the executor, and report its failures to the operator. */
@NullMarked
package io.socketio.jakarta.internal.core.mailbox;

import org.jspecify.annotations.NullMarked;
