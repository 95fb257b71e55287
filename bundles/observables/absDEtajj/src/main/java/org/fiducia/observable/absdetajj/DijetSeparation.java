package org.fiducia.observable.absdetajj;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Distance of the two leading jets in pseudorapidity. */
@Component(service = Observable.class)
public final class DijetSeparation implements Observable<Candidate> {
    private static final ObservableInfo INFO =
            ObservableInfo.jets("absDEtajj", 2, "$|\\Delta\\eta_{jj}|$", "", 0, 1.1, 2.9, 4.4, 10);

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
        FourMomentum first = candidate.jets().get(0);
        FourMomentum second = candidate.jets().get(1);
        return Math.abs(first.eta() - second.eta());
    }
}
