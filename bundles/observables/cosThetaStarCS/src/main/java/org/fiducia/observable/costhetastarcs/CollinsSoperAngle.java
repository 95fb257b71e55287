package org.fiducia.observable.costhetastarcs;

import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.channel.hgg.Diphoton;
import org.osgi.service.component.annotations.Component;

/** Absolute cosine of the polar angle of a photon in the Collins–Soper frame. */
@Component(service = Observable.class)
public final class CollinsSoperAngle implements Observable<Diphoton> {
    private static final ObservableInfo INFO = ObservableInfo.decay(
            "cosThetaStarCS", "$|\\cos\\theta^{*}_{\\mathrm{CS}}|$", "", 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1);

    @Override
    public ObservableInfo info() {
        return INFO;
    }

    @Override
    public Class<Diphoton> candidateType() {
        return Diphoton.class;
    }

    @Override
    public double value(Diphoton candidate) {
        return candidate.absCosThetaStarCS();
    }
}
