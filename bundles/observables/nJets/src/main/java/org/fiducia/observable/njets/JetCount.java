package org.fiducia.observable.njets;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Target;
import org.osgi.service.component.annotations.Component;

/** Number of selected jets; the last bin takes four and more. */
@Component(service = Observable.class)
public final class JetCount implements Observable<Candidate> {
    private static final ObservableInfo INFO = new ObservableInfo(
            "nJets",
            Target.PRODUCTION,
            List.of(new Axis("$N_{\\mathrm{jets}}$", "", 0)),
            new Binning(List.of(
                    bin("0", 0, 1),
                    bin("1", 1, 2),
                    bin("2", 2, 3),
                    bin("3", 3, 4),
                    bin("≥ 4", 4, Double.POSITIVE_INFINITY))));

    private static Bin bin(String label, double lo, double hi) {
        return new Bin(label, List.of(new Range(lo, hi)));
    }

    @Override
    public ObservableInfo info() {
        return INFO;
    }

    @Override
    public Class<Candidate> candidateType() {
        return Candidate.class;
    }

    @Override
    public double value(Candidate candidate) {
        return candidate.jets().size();
    }
}
