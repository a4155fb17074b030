package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Parameters and results with constraints. */
@SocketIoNamespace("/checked")
public class Checked {

    @OnEvent("send")
    String send(@Valid Message message, @Max(9) int urgency) {
        return message.text + urgency;
    }

    @OnEvent("send all")
    int sendAll(@Size(max = 2) List<@Valid Message> messages) {
        return messages.size();
    }

    @OnEvent("write")
    @Valid
    Message write(String text) {
        Message written = new Message();
        written.text = text;
        return written;
    }

    @OnEvent("echo")
    @NotBlank
    String echo(String text) {
        return text;
    }
}
