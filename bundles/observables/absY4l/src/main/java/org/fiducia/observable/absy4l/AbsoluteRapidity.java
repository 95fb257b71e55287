package org.fiducia.observable.absy4l;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Absolute rapidity of the four-lepton system. */
@Component(service = Observable.class)
public final class AbsoluteRapidity implements Observable<Candidate> {
    private static final ObservableInfo INFO = ObservableInfo.production(
            "absY4l",
            "$|y_{4\\ell}|$",
            "",
            0,
            0.12,
            0.24,
            0.36,
            0.5,
            0.6,
            0.75,
            0.9,
            1.1,
            1.3,
            Double.POSITIVE_INFINITY);

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
