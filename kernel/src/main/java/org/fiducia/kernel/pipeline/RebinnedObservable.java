package org.fiducia.kernel.pipeline;

import org.fiducia.api.Plugin;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.kernel.plugins.Decorated;

/** An observable with the bins of the card. */
record RebinnedObservable<C extends Candidate>(Observable<C> observable, ObservableInfo info)
        implements Observable<C>, Decorated {
    @Override
    public Plugin original() {
        return observable;
    }

    @Override
    public Class<C> candidateType() {
        return observable.candidateType();
    }

    @Override
    public double value(C candidate) {
        return observable.value(candidate);
    }

    @Override
    public double[] coordinates(C candidate) {
        return observable.coordinates(candidate);
    }
}
