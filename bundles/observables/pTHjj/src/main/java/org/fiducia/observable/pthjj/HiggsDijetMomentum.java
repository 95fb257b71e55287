package org.fiducia.observable.pthjj;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Transverse momentum of the measured system and the two leading jets together. */
@Component(service = Observable.class)
public final class HiggsDijetMomentum implements Observable<Candidate> {
    private static final ObservableInfo INFO =
            ObservableInfo.jets("pTHjj", 2, "$p_T^{Hjj}$", "GeV", 0, 25, 75, Double.POSITIVE_INFINITY);

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
        return candidate
                .p4()
                .plus(candidate.jets().get(0))
                .plus(candidate.jets().get(1))
                .pt();
    }
}
