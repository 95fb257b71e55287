package org.fiducia.api.observable;

import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.channel.Candidate;

/**
 * Two observables measured together in rectangles, unrolled to one index: the coordinates are theirs, each absent where
 * its own is. It asks the two for name, axis and coordinate and adds nothing but the rectangles, so that no formula is
 * written twice; it is of the decay when one of the two is.
 *
 * <p>A bundle makes its two from the packages that their bundles export. Without one of those it does not resolve, and
 * the list of plug-ins says which package it lacks; there is no moment at which it has one without the other.
 *
 * @param <C> least specific candidate from which both can be computed
 */
public abstract class PairObservable<C extends Candidate> implements Observable<C> {
    private final Class<C> candidateType;
    private final Observable<? super C> first;
    private final Observable<? super C> second;
    private final ObservableInfo info;

    /**
     * @param candidateType the candidate it needs
     * @param first has one coordinate
     * @param second has one coordinate
     * @param rectangles two ranges each, see {@link Rectangles}
     */
    protected PairObservable(
            Class<C> candidateType, Observable<? super C> first, Observable<? super C> second, Binning rectangles) {
        this.candidateType = candidateType;
        this.first = first;
        this.second = second;
        ObservableInfo a = first.info();
        ObservableInfo b = second.info();
        this.info = new ObservableInfo(
                a.id() + "-" + b.id(),
                a.target() == Target.DECAY ? a.target() : b.target(),
                Stream.of(a, b).flatMap(one -> one.axes().stream()).toList(),
                rectangles);
    }

    @Override
    public final ObservableInfo info() {
        return info;
    }

    @Override
    public final Class<C> candidateType() {
        return candidateType;
    }

    /** The first coordinate. */
    @Override
    public final double value(C candidate) {
        return first.value(candidate);
    }

    @Override
    public final double[] coordinates(C candidate) {
        return new double[] {first.coordinates(candidate)[0], second.coordinates(candidate)[0]};
    }

    /** The two observables, in order. */
    public final List<Observable<? super C>> components() {
        return List.of(first, second);
    }
}
