package org.fiducia.observable.ptj2;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Transverse momentum of the second jet. */
@Component(service = Observable.class)
public final class SubleadingJetMomentum implements Observable<Candidate> {
    private static final ObservableInfo INFO =
            ObservableInfo.jets("pTj2", 2, "$p_T^{j2}$", "GeV", 30, 45, 62, Double.POSITIVE_INFINITY);

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
        return candidate.jets().get(1).pt();
    }
}
