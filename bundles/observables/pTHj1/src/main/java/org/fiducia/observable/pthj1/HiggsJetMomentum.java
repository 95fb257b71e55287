package org.fiducia.observable.pthj1;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Transverse momentum of the measured system and the leading jet together. */
@Component(service = Observable.class)
public final class HiggsJetMomentum implements Observable<Candidate> {
    private static final ObservableInfo INFO =
            ObservableInfo.jets("pTHj1", 1, "$p_T^{Hj1}$", "GeV", 0, 12, 28, 40, 85, Double.POSITIVE_INFINITY);

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
        return candidate.p4().plus(candidate.jets().get(0)).pt();
    }
}
