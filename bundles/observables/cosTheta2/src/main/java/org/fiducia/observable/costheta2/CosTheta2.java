package org.fiducia.observable.costheta2;

import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.channel.hzz4l.DecayAngles;
import org.fiducia.channel.hzz4l.FourLepton;
import org.osgi.service.component.annotations.Component;

/**
 * Cosine of the angle between the negative lepton of Z2 and the direction opposite to Z1 in the Z2 rest frame, see
 * {@link DecayAngles}.
 */
@Component(service = Observable.class)
public final class CosTheta2 implements Observable<FourLepton> {
    private static final ObservableInfo INFO =
            ObservableInfo.decay("cosTheta2", "$\\cos\\theta_2$", "", Binning.uniformEdges(8, -1, 1));

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
        return candidate.angles().cosTheta2();
    }
}
