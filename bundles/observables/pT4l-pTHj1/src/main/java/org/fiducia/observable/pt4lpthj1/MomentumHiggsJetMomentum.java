package org.fiducia.observable.pt4lpthj1;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.PairObservable;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Rectangles;
import org.fiducia.observable.pt4l.TransverseMomentum;
import org.fiducia.observable.pthj1.HiggsJetMomentum;
import org.osgi.service.component.annotations.Component;

/**
 * Transverse momentum of the four-lepton system in two slices of that of the system and the leading jet together, with a
 * bin for no jet.
 */
@Component(service = Observable.class)
public final class MomentumHiggsJetMomentum extends PairObservable<Candidate> {
    /** Made by the framework. */
    public MomentumHiggsJetMomentum() {
        super(
                Candidate.class,
                new TransverseMomentum(),
                new HiggsJetMomentum(),
                new Rectangles("p_T", "p_T^Hj")
                        .bin("0 jets", Range.ANY, Range.ABSENT)
                        .alongFirst(new Range(0, 50), 0, 45, 70, 95, Double.POSITIVE_INFINITY)
                        .alongFirst(new Range(50, Double.POSITIVE_INFINITY), 0, 175, Double.POSITIVE_INFINITY)
                        .binning());
    }
}
