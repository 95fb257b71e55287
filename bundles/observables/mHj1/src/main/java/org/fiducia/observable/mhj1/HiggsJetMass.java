package org.fiducia.observable.mhj1;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Invariant mass of the measured system and the leading jet. */
@Component(service = Observable.class)
public final class HiggsJetMass implements Observable<Candidate> {
    private static final ObservableInfo INFO =
            ObservableInfo.jets("mHj1", 1, "$m_{Hj1}$", "GeV", 0, 210, 275, 355, 460, 645, Double.POSITIVE_INFINITY);

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
        return candidate.p4().plus(candidate.jets().get(0)).mass();
    }
}
