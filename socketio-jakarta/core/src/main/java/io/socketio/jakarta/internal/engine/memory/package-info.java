/** What waits in the server, in bytes: one account per connection, and one budget for all of them. Start reading at MemoryBudget. */
@NullMarked
package io.socketio.jakarta.internal.engine.memory;

import org.jspecify.annotations.NullMarked;
