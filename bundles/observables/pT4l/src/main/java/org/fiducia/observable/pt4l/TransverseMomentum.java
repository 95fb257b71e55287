package org.fiducia.observable.pt4l;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Transverse momentum of the four-lepton system. */
@Component(service = Observable.class)
public final class TransverseMomentum implements Observable<Candidate> {
    private static final ObservableInfo INFO = ObservableInfo.production(
            "pT4l", "$p_T^{4\\ell}$", "GeV", 0, 10, 16, 22, 28, 36, 46, 60, 80, 106, 146, Double.POSITIVE_INFINITY);

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
        return candidate.p4().pt();
    }
}
