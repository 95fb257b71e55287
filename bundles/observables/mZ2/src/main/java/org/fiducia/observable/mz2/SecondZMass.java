package org.fiducia.observable.mz2;

import java.util.List;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Target;
import org.fiducia.channel.hzz4l.FourLepton;
import org.osgi.service.component.annotations.Component;

/** Mass of the Z boson farther from its nominal mass; the last bin takes what lies above its edge. */
@Component(service = Observable.class)
public final class SecondZMass implements Observable<FourLepton> {
    private static final ObservableInfo INFO = new ObservableInfo(
            "mZ2",
            Target.DECAY,
            List.of(new Axis("$m_{Z2}$", "GeV", 0)),
            Binning.ofEdges(12, 22, 26, 28, 32, 34, 40, 50, 65).unboundedAbove(0, 65));

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
        return candidate.z2().mass();
    }
}
