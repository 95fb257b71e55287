package org.fiducia.observable.mz1;

import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.channel.hzz4l.FourLepton;
import org.osgi.service.component.annotations.Component;

/** Mass of the Z boson closest to its nominal mass. */
@Component(service = Observable.class)
public final class FirstZMass implements Observable<FourLepton> {
    private static final ObservableInfo INFO = ObservableInfo.decay("mZ1", "$m_{Z1}$", "GeV", 40, 65, 75, 85, 92, 120);

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
        return candidate.z1().mass();
    }
}
