package org.fiducia.observable.pt4lnjets;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.PairObservable;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Rectangles;
import org.fiducia.observable.njets.JetCount;
import org.fiducia.observable.pt4l.TransverseMomentum;
import org.osgi.service.component.annotations.Component;

/** Transverse momentum of the four-lepton system for no jet, one jet, and two or more. */
@Component(service = Observable.class)
public final class MomentumJetCount extends PairObservable<Candidate> {
    /** Made by the framework. */
    public MomentumJetCount() {
        super(
                Candidate.class,
                new TransverseMomentum(),
                new JetCount(),
                new Rectangles("p_T", "N_jets")
                        .alongFirst("0 jets", new Range(0, 1), 0, 12, 18, 24, 32, 46, Double.POSITIVE_INFINITY)
                        .alongFirst("1 jet", new Range(1, 2), 0, 45, 65, 100, Double.POSITIVE_INFINITY)
                        .alongFirst(
                                "≥ 2 jets", new Range(2, Double.POSITIVE_INFINITY), 0, 155, Double.POSITIVE_INFINITY)
                        .binning());
    }
}
