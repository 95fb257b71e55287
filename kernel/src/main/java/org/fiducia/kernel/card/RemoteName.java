package org.fiducia.kernel.card;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.Nullable;

/** Names of files that are elsewhere, {@code scheme://host/path?query}. What stands in the query may be secret. */
public final class RemoteName {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*", Pattern.DOTALL);
    private static final Pattern QUERY =
            Pattern.compile("(\\b[A-Za-z][A-Za-z0-9+.-]+://[^\\s\"',?]*)\\?[^\\s\"',\\]}]*");
    private static final Pattern USER = Pattern.compile("(\\b[A-Za-z][A-Za-z0-9+.-]+://)[^\\s\"',/?@]*@");
    private static final String WILD = "*[{";

    private RemoteName() {}

    /** The scheme of a name, in lower case; empty for the name of a file that is here. */
    public static Optional<String> scheme(String name) {
        Matcher matcher = SCHEME.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** Whether a name that has a scheme is meant for several files. */
    static boolean isPattern(String name) {
        int query = name.indexOf('?');
        String path = query < 0 ? name : name.substring(0, query);
        return path.chars().anyMatch(c -> WILD.indexOf(c) >= 0);
    }

    /** A text in which the names of remote files are without what may be secret. */
    public static String shown(String text) {
        return text.contains("://")
                ? USER.matcher(QUERY.matcher(text).replaceAll("$1")).replaceAll("$1")
                : text;
    }

    /** The same for each text in JSON values. */
    static @Nullable Object shown(@Nullable Object value) {
        if (value instanceof String text) {
            return shown(text);
        }
        if (value instanceof List<?> list) {
            var all = new ArrayList<Object>();
            list.forEach(each -> all.add(shown(each)));
            return all;
        }
        if (value instanceof Map<?, ?> map) {
            var all = new LinkedHashMap<Object, Object>();
            map.forEach((name, each) -> all.put(name, shown(each)));
            return all;
        }
        return value;
    }
}
