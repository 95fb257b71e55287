package org.fiducia.observable.phi1;

import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.channel.hzz4l.DecayAngles;
import org.fiducia.channel.hzz4l.FourLepton;
import org.osgi.service.component.annotations.Component;

/** Angle between the decay plane of Z1 and the plane of the beam and Z1, see {@link DecayAngles}. */
@Component(service = Observable.class)
public final class Phi1 implements Observable<FourLepton> {
    private static final ObservableInfo INFO =
            ObservableInfo.decay("phi1", "$\\Phi_1$", "", Binning.uniformEdges(8, -Math.PI, Math.PI));

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
        return candidate.angles().phi1();
    }
}
