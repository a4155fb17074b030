/** Mailboxes: user code runs serially per socket, on the executor, and its failures reach the operator. */
@NullMarked
package io.socketio.jakarta.internal.core.mailbox;

import org.jspecify.annotations.NullMarked;
