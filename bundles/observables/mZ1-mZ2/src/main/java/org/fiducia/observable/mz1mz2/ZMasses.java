package org.fiducia.observable.mz1mz2;

import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.PairObservable;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Rectangles;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.observable.mz1.FirstZMass;
import org.fiducia.observable.mz2.SecondZMass;
import org.osgi.service.component.annotations.Component;

/** Mass of the second Z boson in two slices of that of the first; the last bin of a slice takes what lies above its edge. */
@Component(service = Observable.class)
public final class ZMasses extends PairObservable<FourLepton> {
    /** Made by the framework. */
    public ZMasses() {
        super(
                FourLepton.class,
                new FirstZMass(),
                new SecondZMass(),
                new Rectangles("m_Z1", "m_Z2")
                        .alongSecond(new Range(40, 88), 12, 28, 34, 40, 65)
                        .alongSecond(new Range(88, 120), 12, 25, 28, 65)
                        .binning()
                        .unboundedAbove(1, 65));
    }
}
