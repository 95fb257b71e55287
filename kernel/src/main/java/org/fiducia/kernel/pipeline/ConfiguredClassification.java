package org.fiducia.kernel.pipeline;

import java.util.Map;
import org.fiducia.api.Plugin;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.kernel.plugins.Decorated;

/**
 * A classification with what a card says of it.
 *
 * @param plugin as its bundle registered it
 * @param configured with the settings
 * @param settings their values: with others, the bins are others
 */
record ConfiguredClassification<C extends Candidate>(
        Classification<?> plugin, Classification<C> configured, Map<String, ?> settings)
        implements Classification<C>, Decorated {
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
    public int reconstructed(C candidate, int category) {
        return configured.reconstructed(candidate, category);
    }
}
