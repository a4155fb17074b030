package io.socketio.jakarta.internal.adapter;

import org.jspecify.annotations.Nullable;

/**
 * To whom a session belongs: only the same caller in the same HttpSession recovers it.
 *
 * @param principal the name of the caller; null if nobody has logged in
 * @param httpSessionId the id that the HttpSession has now; null if there was none
 */
public record SessionOwner(
        @Nullable String principal, @Nullable String httpSessionId) {

    /** Omits the values: the id of an HttpSession is a secret. */
    @Override
    public String toString() {
        return "SessionOwner[" + (principal == null ? "" : "with principal")
                + (httpSessionId == null ? "" : ", with HttpSession") + "]";
    }
}
