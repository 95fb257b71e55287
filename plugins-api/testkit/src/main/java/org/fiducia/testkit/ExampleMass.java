package org.fiducia.testkit;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.measurement.FitDetails;
import org.fiducia.api.measurement.FitDetails.Coordinates;
import org.fiducia.api.measurement.FitDetails.FitClass;
import org.fiducia.api.measurement.FitDetails.WeightedSpectrum;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Uncertainty;

/** A measurement in which a mass floats, with all details of its fit, for the tests of writers. */
public final class ExampleMass {
    private static final int INTERVALS = 20;
    private static final int POINTS = 10;

    private ExampleMass() {}

    /** A mass of 125.30 ± .10 (stat) ± .12 (syst) GeV. */
    public static Measurement measurement() {
        return measurement("GeV", 1);
    }

    /**
     * The same in another unit, with other sizes of uncertainties.
     *
     * @param scale of all uncertainties
     */
    public static Measurement measurement(String unit, double scale) {
        Measurement m = ExampleMeasurements.systematics();
        var result = new InterestResult(
                "mH",
                "$m_H$",
                unit,
                125.3,
                both(.1 * scale),
                both(.12 * scale),
                both(Math.hypot(.1, .12) * scale),
                125);
        var interest = new ArrayList<>(m.interest());
        interest.add(result);
        return m.withInterest(interest)
                .with(new FitDetails(
                        coordinates(scale),
                        List.of(
                                new FitClass("tagged", 1235, 135.25, 124.9, 1.61, 13.7, 0.63),
                                new FitClass("rest", 400, -2, Double.NaN, Double.NaN, Double.NaN, Double.NaN)),
                        List.of(weighted())));
    }

    private static Uncertainty both(double size) {
        return new Uncertainty(size, size);
    }

    private static Coordinates coordinates(double scale) {
        return new Coordinates(
                List.of("mH"),
                List.of(
                        new Contribution("statistical", List.of(both(.1 * scale))),
                        new Contribution("muon sample", List.of(new Uncertainty(.0951 * scale, .0972 * scale))),
                        new Contribution("muon momentum", List.of(both(.07 * scale))),
                        new Contribution("correlation", List.of(new Uncertainty(-.02 * scale, .02 * scale)))),
                List.of(
                        new Impact("scale_0", "muon sample", .5, .97, new double[] {-.06 * scale}, new double[] {
                            .05 * scale
                        }),
                        new Impact("momentum", "muon momentum", 0, 1, new double[] {.03 * scale}, new double[] {
                            -.03 * scale
                        })));
    }

    /** 3 + 2 x of background and a triangle of signal in the middle, observed as expected. */
    private static WeightedSpectrum weighted() {
        var edges = new double[INTERVALS + 1];
        var observed = new double[INTERVALS];
        var errors = new double[INTERVALS];
        int n = INTERVALS * POINTS;
        var at = new double[n];
        var signal = new double[n];
        var background = new double[n];
        for (int i = 0; i < n; i++) {
            double x = (i + 0.5) / n;
            at[i] = 105 + 55 * x;
            signal[i] = Math.max(0, 4 - 40 * Math.abs(x - 0.5));
            background[i] = 3 + 2 * x;
            observed[i / POINTS] += (signal[i] + background[i]) / POINTS;
        }
        for (int i = 0; i <= INTERVALS; i++) {
            edges[i] = 105 + 55.0 * i / INTERVALS;
        }
        for (int i = 0; i < INTERVALS; i++) {
            errors[i] = Math.sqrt(0.4 * observed[i]);
        }
        return new WeightedSpectrum(edges, observed, errors, at, signal, background);
    }
}
