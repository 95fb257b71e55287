package org.fiducia.observable.tcmaxpt4l;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.PairObservable;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Rectangles;
import org.fiducia.observable.pt4l.TransverseMomentum;
import org.fiducia.observable.tcmax.JetThrustC;
import org.osgi.service.component.annotations.Component;

/** Transverse momentum of the four-lepton system in two slices of the jets' T_C, with a bin for no jet. */
@Component(service = Observable.class)
public final class JetThrustMomentum extends PairObservable<Candidate> {
    /** Made by the framework. */
    public JetThrustMomentum() {
        super(
                Candidate.class,
                new JetThrustC(),
                new TransverseMomentum(),
                new Rectangles("T_C", "p_T")
                        .bin("0 jets", Range.ABSENT, Range.ANY)
                        .alongSecond(new Range(0, 30), 0, 35, 55, 70, 90, 125, Double.POSITIVE_INFINITY)
                        .alongSecond(new Range(30, Double.POSITIVE_INFINITY), 0, 250, Double.POSITIVE_INFINITY)
                        .binning());
    }
}
