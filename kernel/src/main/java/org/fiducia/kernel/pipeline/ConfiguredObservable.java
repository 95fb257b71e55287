package org.fiducia.kernel.pipeline;

import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;

/**
 * An observable with what a card says of it.
 *
 * @param plugin as its bundle registered it
 * @param configured with the settings
 * @param settings of the card: with others, the values are others
 * @param uses other plug-ins that it uses with them
 */
record ConfiguredObservable<C extends Candidate>(
        Observable<?> plugin, Observable<C> configured, Settings settings, List<Plugin> uses)
        implements Observable<C>, CardConfigured {
    ConfiguredObservable {
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
    public double value(C candidate) {
        return configured.value(candidate);
    }

    @Override
    public double[] coordinates(C candidate) {
        return configured.coordinates(candidate);
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
