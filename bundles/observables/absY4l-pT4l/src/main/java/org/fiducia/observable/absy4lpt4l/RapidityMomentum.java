package org.fiducia.observable.absy4lpt4l;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.PairObservable;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Rectangles;
import org.fiducia.observable.absy4l.AbsoluteRapidity;
import org.fiducia.observable.pt4l.TransverseMomentum;
import org.osgi.service.component.annotations.Component;

/** Absolute rapidity of the four-lepton system in three slices of its transverse momentum. */
@Component(service = Observable.class)
public final class RapidityMomentum extends PairObservable<Candidate> {
    /** Made by the framework. */
    public RapidityMomentum() {
        super(
                Candidate.class,
                new AbsoluteRapidity(),
                new TransverseMomentum(),
                new Rectangles("|y|", "p_T")
                        .alongFirst(new Range(0, 50), 0, 0.2, 0.4, 0.65, 0.9, 1.2, 2.5)
                        .alongFirst(new Range(50, 105), 0, 0.5, 1.15, 2.5)
                        .alongFirst(new Range(105, Double.POSITIVE_INFINITY), 0, 0.45, 1, 2.5)
                        .binning());
    }
}
