package org.fiducia.distribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.testkit.DeclaredComponents;

/** The observables of four leptons, of every bundle on the class path. */
final class ShippedObservables {
    private ShippedObservables() {}

    /** All of them, by id. */
    static List<Observable<?>> all() {
        var all = new ArrayList<Observable<?>>();
        DeclaredComponents.of(Observable.class).forEach(all::add);
        all.removeIf(observable -> !observable.candidateType().isAssignableFrom(FourLepton.class));
        all.sort(Comparator.comparing(Observable::id));
        return all;
    }

    /** Coordinates of a four-lepton candidate, whatever the observable needs of it. */
    static double[] coordinates(Observable<?> observable, FourLepton candidate) {
        return coordinatesOf(observable, candidate);
    }

    private static <C extends Candidate> double[] coordinatesOf(Observable<C> observable, FourLepton candidate) {
        return observable.coordinates(observable.candidateType().cast(candidate));
    }
}
