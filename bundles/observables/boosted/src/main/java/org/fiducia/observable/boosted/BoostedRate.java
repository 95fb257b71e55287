package org.fiducia.observable.boosted;

import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.channel.hbb.MergedJet;
import org.osgi.service.component.annotations.Component;

/** Transverse momentum of a boosted resonance in one bin: its rate above 450 GeV. */
@Component(service = Observable.class)
public final class BoostedRate implements Observable<MergedJet> {
    private static final ObservableInfo INFO =
            ObservableInfo.production("boosted", "$p_T^H$", "GeV", 450, Double.POSITIVE_INFINITY);

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
        return candidate.pt();
    }
}
