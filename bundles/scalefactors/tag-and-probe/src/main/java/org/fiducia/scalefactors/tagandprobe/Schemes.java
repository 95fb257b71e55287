package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Suggestion;

/** The systematic schemes that are compared, and plug-ins by name. */
final class Schemes {
    /** Id of the new scheme. */
    static final String NEW = "rms";

    /** Id of the old one. */
    static final String OLD = "quadrature";

    private Schemes() {}

    /** A plug-in by its id. */
    static <T extends Plugin> T get(Collection<T> plugins, String id, String kind) {
        var ids = new ArrayList<String>();
        for (T plugin : plugins) {
            if (plugin.id().equals(id)) {
                return plugin;
            }
            ids.add(plugin.id());
        }
        throw new FiduciaException(
                Kind.PLUGIN, "no " + kind + " is called " + id, Suggestion.among(id, List.copyOf(ids)));
    }
}
