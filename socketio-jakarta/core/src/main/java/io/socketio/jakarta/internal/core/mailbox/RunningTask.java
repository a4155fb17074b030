package io.socketio.jakarta.internal.core.mailbox;

/**
 * A task and the thread that runs it.
 *
 * @param isOnReader whether that thread is the one that has read the task's frame
 */
public record RunningTask(MailboxTask task, Thread thread, boolean isOnReader) {}
