package io.socketio.jakarta.containers.beans;

import jakarta.validation.constraints.NotBlank;
import java.util.List;

/** What a traveller shows, with constraints. */
public class Passport {

    @NotBlank
    public String holder = "";

    public List<String> visas = List.of();
}
