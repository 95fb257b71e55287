package org.fiducia.kernel.pipeline;

import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.ObservableInfo;

/**
 * A classification with what a card says of it.
 *
 * @param plugin as its bundle registered it
 * @param configured with the settings
 * @param settings of the card: with others, the bins are others
 * @param uses other plug-ins that it uses with them
 */
record ConfiguredClassification<C extends Candidate>(
        Classification<?> plugin, Classification<C> configured, Settings settings, List<Plugin> uses)
        implements Classification<C>, CardConfigured {
    ConfiguredClassification {
        uses = List.copyOf(uses);
    }

    @Override
    public Plugin original() {
        return plugin;
    }

    @Override
    public ObservableInfo info() {
        return configured.info();
    }

    @Override
    public Class<C> candidateType() {
        return configured.candidateType();
    }

    @Override
    public int fiducial(String process, C candidate) {
        return configured.fiducial(process, candidate);
    }

    @Override
    public String member(String process, C candidate) {
        return configured.member(process, candidate);
    }

    @Override
    public int reconstructed(C candidate, int category) {
        return configured.reconstructed(candidate, category);
    }
}
