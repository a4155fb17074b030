package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.NamespaceParam;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;

/** A namespace for each tenant, made when its first client comes. */
@SocketIoNamespace("/tenant/{id}/{kind}")
public class Tenants {

    /** What a tenant has. */
    public enum Kind {
        HOUSE,
        FLAT
    }

    @Inject
    @SocketIoNamespace("/tenant/{id}/{kind}")
    Namespace everyTenant;

    /** A client whose variables do not fit is refused here. */
    @OnConnecting
    void admit(@NamespaceParam("id") int id, @NamespaceParam("kind") Kind kind) {}

    @OnEvent("who")
    String who(@NamespaceParam("id") int id, @NamespaceParam("kind") Kind kind, String suffix) {
        return id + " " + kind + suffix;
    }

    @OnEvent("tell this tenant")
    void tellThisTenant(Namespace tenant, String text) {
        tenant.emit("told", text);
    }

    @OnEvent("tell every tenant")
    void tellEveryTenant(String text) {
        everyTenant.emit("told", text);
    }
}
