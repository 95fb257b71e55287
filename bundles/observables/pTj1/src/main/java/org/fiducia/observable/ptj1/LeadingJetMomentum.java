package org.fiducia.observable.ptj1;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Transverse momentum of the leading jet. */
@Component(service = Observable.class)
public final class LeadingJetMomentum implements Observable<Candidate> {
    private static final ObservableInfo INFO =
            ObservableInfo.jets("pTj1", 1, "$p_T^{j1}$", "GeV", 30, 55, 95, 200, Double.POSITIVE_INFINITY);

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
        return candidate.jets().get(0).pt();
    }
}
