/** A namespace and messages for the tests of all stores. */
package io.socketio.jakarta.cluster.message;
