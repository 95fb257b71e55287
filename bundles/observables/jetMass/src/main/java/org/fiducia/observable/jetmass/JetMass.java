package org.fiducia.observable.jetmass;

import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.channel.hbb.MergedJet;
import org.osgi.service.component.annotations.Component;

/** Mass of a merged jet as it was read, to the last digit: on the edge of an interval it stays there. */
@Component(service = Observable.class)
public final class JetMass implements Observable<MergedJet> {
    private static final ObservableInfo INFO =
            ObservableInfo.decay("jetMass", "$m_J$", "GeV", 0, Double.POSITIVE_INFINITY);

    @Override
    public ObservableInfo info() {
        return INFO;
    }

    @Override
    public Class<MergedJet> candidateType() {
        return MergedJet.class;
    }

    @Override
    public double value(MergedJet candidate) {
        return candidate.mass();
    }
}
