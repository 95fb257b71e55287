package org.fiducia.testkit;

import java.util.List;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;

/** Samples as the kernel makes them where the fitted variable is the mass of the candidate. */
public final class MassFit {
    private MassFit() {}

    /** Events with their bins in an observable. */
    public static BinnedSample binned(
            Analysis analysis, Sample sample, List<SelectedEvent> events, int[] reco, int[] fiducial) {
        double[] mass = events.stream()
                .mapToDouble(e -> e.reco() == null ? Double.NaN : e.reco().p4().mass())
                .toArray();
        return new BinnedSample(sample, events, reco, fiducial, mass, BinnedSample.fitted(analysis, events, mass));
    }

    /** What was simulated: a mass in GeV, nothing for NaN. */
    public static Point at(double mass) {
        return Double.isNaN(mass) ? Point.NONE : Point.of(Analysis.MASS, mass);
    }
}
