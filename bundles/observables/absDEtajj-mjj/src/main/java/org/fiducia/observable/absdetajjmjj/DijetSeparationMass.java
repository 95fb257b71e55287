package org.fiducia.observable.absdetajjmjj;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.PairObservable;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Rectangles;
import org.fiducia.observable.absdetajj.DijetSeparation;
import org.fiducia.observable.mjj.DijetMass;
import org.osgi.service.component.annotations.Component;

/**
 * Distance of the two leading jets in pseudorapidity and their mass: the last bin is that of vector-boson fusion, the
 * first of fewer than two jets.
 */
@Component(service = Observable.class)
public final class DijetSeparationMass extends PairObservable<Candidate> {
    /** Made by the framework. */
    public DijetSeparationMass() {
        super(
                Candidate.class,
                new DijetSeparation(),
                new DijetMass(),
                new Rectangles("|Δη|", "m_jj")
                        .bin("< 2 jets", Range.ABSENT, Range.ABSENT)
                        .rectangle(new Range(0, 3), Range.ANY)
                        .alongSecond(new Range(3, 10), 0, 450, Double.POSITIVE_INFINITY)
                        .binning());
    }
}
