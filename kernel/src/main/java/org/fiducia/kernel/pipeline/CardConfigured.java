package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.observable.Classification;
import org.fiducia.kernel.plugins.Decorated;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;

/** A classification or an observable with what a card says of it. */
sealed interface CardConfigured extends Decorated permits ConfiguredClassification, ConfiguredObservable {
    /** What the card says. */
    Settings settings();

    /** Other plug-ins that it uses with these settings. */
    List<Plugin> uses();

    /** Changes whenever the code of a classification does, or the card's settings for it, or a file that they name. */
    static String fingerprint(Classification<?> classification, Store store) {
        var parts = new ArrayList<String>();
        Object at = classification;
        while (at instanceof Decorated decorated) {
            if (decorated instanceof CardConfigured configured) {
                parts.add(configured.settings().values().toString());
                configured.settings().files().forEach(file -> parts.add(hash(file, store)));
                configured.uses().forEach(plugin -> parts.add(Plugins.fingerprint(plugin, store)));
            }
            at = decorated.original();
        }
        parts.add(Plugins.fingerprint(at, store));
        return String.join(" ", parts);
    }

    private static String hash(Path file, Store store) {
        try {
            return store.hashOf(file);
        } catch (IOException e) {
            throw EventFiles.unreadable(file, e);
        }
    }
}
