package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.AckError;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.cdi.model.NamespaceName;
import jakarta.enterprise.context.control.RequestContextController;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Calls the handlers of events that other servers have sent, each in a request scope of its own. There is no socket, so its scopes are not active. */
public final class ServerEvents {

    private final CallScope callScope;

    public ServerEvents(CallScope callScope) {
        this.callScope = callScope;
    }

    /**
     * Binds the handlers of some beans.
     *
     * @param namespace the namespace, or the parent whose children have the beans
     */
    public void bind(Namespace namespace, NamespaceName name, List<NamespaceBean> beans) {
        for (NamespaceBean bean : beans) {
            for (Handler handler : bean.serverEvents()) {
                String event = String.valueOf(handler.signature().event());
                namespace.onServerEvent(event, (target, args, ack) -> call(handler, event, name, target, args, ack));
            }
        }
    }

    /** The exceptions of a handler are thrown for the log; the sender is told what a client would be told. */
    private void call(Handler handler, String event, NamespaceName name, Namespace namespace, Arguments args, Ack ack) {
        ServerEventCall call = new ServerEventCall(event, name.valuesIn(namespace.name()), namespace, args, ack);
        RequestContextController controller = callScope.newController();
        boolean isOurs = controller.activate();
        try {
            answer(handler, call, handler.invoke(handler.bind(call)), ack);
        } catch (Throwable thrown) {
            ack.send(told(thrown));
            throw CallErrors.<RuntimeException>sneaky(thrown);
        } finally {
            if (isOurs) {
                controller.deactivate();
            }
        }
    }

    private static void answer(Handler handler, ServerEventCall call, @Nullable Object result, Ack ack) {
        if (result instanceof CompletionStage<?> stage) {
            boolean answersNothing = handler.signature().answersNothing();
            stage.whenComplete((value, thrown) -> {
                if (thrown != null) {
                    ack.send(told(CallErrors.unwrapped(thrown)));
                } else if (answersNothing) {
                    ack.send();
                } else {
                    ack.send(value);
                }
            });
        } else if (result != null) {
            ack.send(result);
        } else if (!call.isAckTaken()) {
            ack.send();
        }
    }

    private static AckError told(Throwable thrown) {
        AckError told = CallErrors.told(thrown);
        return told == null ? AckError.internal() : told;
    }
}
