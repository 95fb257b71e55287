package org.fiducia.api.command;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Gives the verb of a plug-in what an analysis card chooses of a kind that the kernel does not know: the block {@code
 * plugins} of the card holds a list of plug-ins under the plural name of their {@linkplain PluginKind kind}. A service of the
 * kernel; thread-safe.
 */
@ProviderType
public interface CardPlugins {
    /**
     * The plug-ins of a kind that the card names, in its order.
     *
     * @param terminal where the verb was called
     * @param options what the user chose
     * @param kind service interface
     * @return empty when the card names none
     * @throws FiduciaException for a card that makes no sense, or a plug-in that is not there
     */
    <T extends Plugin> List<Chosen<T>> chosen(Verb.Terminal terminal, CardSelection.Options options, Class<T> kind);

    /** A plug-in with the card's settings for it. */
    record Chosen<T extends Plugin>(T plugin, Settings settings) {}
}
