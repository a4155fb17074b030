package io.socketio.jakarta.web.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of the servers beside the default one: {@code socketio.server.admin.path} is {@code socketio.path} of the server {@code admin}. A server is
 * there as soon as one of its settings is.
 */
final class ServerSettings {

    static final String PREFIX = SettingNames.PREFIX + "server.";

    private static final Pattern SETTING = Pattern.compile("socketio\\.server\\.([A-Za-z][A-Za-z0-9_-]*)\\..+");

    private ServerSettings() {}

    /** Returns whether the name has the form of these settings. */
    static boolean isValid(String setting) {
        return SETTING.matcher(setting).matches();
    }

    /** Returns the names of the servers, in alphabetical order. */
    static Set<String> names(List<SettingSource> sources) {
        Set<String> names = new TreeSet<>();
        for (SettingSource source : sources) {
            for (String setting : source.names()) {
                Matcher matcher = SETTING.matcher(setting);
                if (matcher.matches()) {
                    names.add(matcher.group(1));
                }
            }
        }
        return names;
    }

    /** Returns the name under which a setting of a server is written. @param setting its name for the default server */
    static String written(String server, String setting) {
        return server.isEmpty() ? setting : PREFIX + server + '.' + setting.substring(SettingNames.PREFIX.length());
    }

    /** Returns the settings of one server, under the names that they have for the default server. */
    static List<SettingSource> of(String server, List<SettingSource> sources) {
        String prefix = written(server, SettingNames.PREFIX);
        List<SettingSource> own = new ArrayList<>();
        for (SettingSource source : sources) {
            own.add(new SettingSource(
                    source.label(),
                    source.names().stream()
                            .filter(name -> name.startsWith(prefix))
                            .map(name -> SettingNames.PREFIX + name.substring(prefix.length()))
                            .toList(),
                    name -> source.values().apply(written(server, name)),
                    name -> source.isShared().test(written(server, name))));
        }
        return own;
    }
}
