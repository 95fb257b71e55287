package org.fiducia.observable.costhetastar;

import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.channel.hzz4l.DecayAngles;
import org.fiducia.channel.hzz4l.FourLepton;
import org.osgi.service.component.annotations.Component;

/** Cosine of the polar angle of Z1 in the rest frame of the four leptons, see {@link DecayAngles}. */
@Component(service = Observable.class)
public final class CosThetaStar implements Observable<FourLepton> {
    private static final ObservableInfo INFO =
            ObservableInfo.decay("cosThetaStar", "$\\cos\\theta^{*}$", "", Binning.uniformEdges(8, -1, 1));

    @Override
    public ObservableInfo info() {
        return INFO;
    }

    @Override
    public Class<FourLepton> candidateType() {
        return FourLepton.class;
    }

    @Override
    public double value(FourLepton candidate) {
        return candidate.angles().cosThetaStar();
    }
}
