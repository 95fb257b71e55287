package org.fiducia.observable.ptj1ptj2;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.PairObservable;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Rectangles;
import org.fiducia.observable.ptj1.LeadingJetMomentum;
import org.fiducia.observable.ptj2.SubleadingJetMomentum;
import org.osgi.service.component.annotations.Component;

/** Transverse momenta of the two leading jets, with bins for no jet and for exactly one. */
@Component(service = Observable.class)
public final class JetMomenta extends PairObservable<Candidate> {
    /** Made by the framework. */
    public JetMomenta() {
        super(
                Candidate.class,
                new LeadingJetMomentum(),
                new SubleadingJetMomentum(),
                new Rectangles("p_T^j1", "p_T^j2")
                        .bin("0 jets", Range.ABSENT, Range.ABSENT)
                        .bin("1 jet", new Range(30, Double.POSITIVE_INFINITY), Range.ABSENT)
                        .rectangle(new Range(30, 80), new Range(30, 50))
                        .rectangle(new Range(80, Double.POSITIVE_INFINITY), new Range(30, 50))
                        .rectangle(Range.ANY, new Range(50, Double.POSITIVE_INFINITY))
                        .binning());
    }
}
