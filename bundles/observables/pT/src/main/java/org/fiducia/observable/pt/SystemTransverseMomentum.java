package org.fiducia.observable.pt;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Transverse momentum of the measured system, whatever it decays to. */
@Component(service = Observable.class)
public final class SystemTransverseMomentum implements Observable<Candidate> {
    private static final ObservableInfo INFO =
            ObservableInfo.production("pT", "$p_T$", "GeV", 0, 15, 30, 45, 80, 120, 200, 350, Double.POSITIVE_INFINITY);

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
