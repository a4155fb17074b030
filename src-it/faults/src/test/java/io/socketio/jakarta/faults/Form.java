package io.socketio.jakarta.faults;

import java.util.Locale;

/** How large the faults are: for each build, or for a run of its own. The system property {@code faults.form} chooses it. */
enum Form {
    SHORT,
    LONG;

    static Form chosen() {
        return valueOf(System.getProperty("faults.form", "short").toUpperCase(Locale.ROOT));
    }

    /** Returns the size of this form. */
    int of(int shortForm, int longForm) {
        return this == SHORT ? shortForm : longForm;
    }
}
