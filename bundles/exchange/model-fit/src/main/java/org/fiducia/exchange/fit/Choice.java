package org.fiducia.exchange.fit;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Suggestion;

/** A plug-in that the user names. */
final class Choice {
    private Choice() {}

    /**
     * The plug-in of an id.
     *
     * @param kind of plug-in, for messages
     */
    static <T extends Plugin> T named(List<T> plugins, String id, String kind) {
        return plugins.stream()
                .filter(plugin -> plugin.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.USAGE,
                        "there is no " + kind + " " + id,
                        Suggestion.among(id, plugins.stream().map(Plugin::id).toList())));
    }
}
