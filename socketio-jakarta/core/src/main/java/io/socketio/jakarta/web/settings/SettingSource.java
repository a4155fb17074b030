package io.socketio.jakarta.web.settings;

import java.util.Collection;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One place where settings are set.
 *
 * @param label what operators call it, for example {@code context parameter}
 * @param names of the settings that it has, as far as it can tell; those of others among them
 * @param values the value of a setting by its full name; null if it is not set here
 * @param isShared whether the setting of a name may be meant for others: an unknown one is then passed over with a warning, and else refused
 */
public record SettingSource(
        String label, Collection<String> names, UnaryOperator<@Nullable String> values, Predicate<String> isShared) {}
