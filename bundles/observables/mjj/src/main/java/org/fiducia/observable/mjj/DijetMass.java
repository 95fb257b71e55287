package org.fiducia.observable.mjj;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Invariant mass of the two leading jets. */
@Component(service = Observable.class)
public final class DijetMass implements Observable<Candidate> {
    private static final ObservableInfo INFO =
            ObservableInfo.jets("mjj", 2, "$m_{jj}$", "GeV", 0, 92, 224, Double.POSITIVE_INFINITY);

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
        return candidate.jets().get(0).plus(candidate.jets().get(1)).mass();
    }
}
