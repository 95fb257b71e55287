package org.fiducia.observable.absy;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Absolute rapidity of the measured system, whatever it decays to. */
@Component(service = Observable.class)
public final class SystemRapidity implements Observable<Candidate> {
    private static final ObservableInfo INFO = ObservableInfo.production(
            "absY", "$|y|$", "", 0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.2, Double.POSITIVE_INFINITY);

    @Override
    public ObservableInfo info() {
        return INFO;
    }

    @Override
    public Class<Candidate> candidateType() {
        return Candidate.class;
    }

    @Override
    public double value(Candidate candidate) {
        return Math.abs(candidate.p4().rapidity());
    }
}
