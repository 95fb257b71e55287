package org.fiducia.api.measurement;

import java.util.List;
import java.util.Optional;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.InterestResult;

/**
 * What a fit says beside cross sections.
 *
 * @param coordinates what the uncertainties of coordinates of the point that float, such as a mass, are made of
 * @param classes one per category of the analysis; empty where the shape of no background is found in the fit, or there is
 *     one category only
 * @param weighted the distribution of the fit variable with weights, where there are classes; empty, else one
 * @param reuse what whoever compares with the measurement, or combines it with others, needs beside the results
 */
public record FitDetails(
        Coordinates coordinates, List<FitClass> classes, List<WeightedSpectrum> weighted, Reuse reuse) {
    /** Nothing is known. */
    public static final FitDetails NONE = new FitDetails(Coordinates.NONE, List.of(), List.of());

    private static final double PREFIX = 1000;

    public FitDetails {
        classes = List.copyOf(classes);
        weighted = List.copyOf(weighted);
    }

    /** Without what others need. */
    public FitDetails(Coordinates coordinates, List<FitClass> classes, List<WeightedSpectrum> weighted) {
        this(coordinates, classes, weighted, Reuse.NONE);
    }

    /** The same with what others need. */
    public FitDetails with(Reuse others) {
        return new FitDetails(coordinates, classes, weighted, others);
    }

    /**
     * What the uncertainties of coordinates of the point are made of.
     *
     * @param names of the quantities, those of {@link Measurement#interest()}
     * @param breakdown what each group of nuisances contributes, one uncertainty per name; empty when not asked for
     * @param impacts of the nuisances, one change per name, the largest first; empty when not asked for
     */
    public record Coordinates(List<String> names, List<Contribution> breakdown, List<Impact> impacts) {
        /** None floats. */
        public static final Coordinates NONE = new Coordinates(List.of(), List.of(), List.of());

        public Coordinates {
            names = List.copyOf(names);
            breakdown = List.copyOf(breakdown);
            impacts = List.copyOf(impacts);
        }

        /** The result of one of them. */
        public Optional<InterestResult> result(int k, List<InterestResult> interest) {
            return interest.stream().filter(r -> r.name().equals(names.get(k))).findFirst();
        }
    }

    /**
     * A category of the fit, all eras and bins together.
     *
     * @param category id of the category
     * @param observed events in the range of the fit
     * @param signal fitted events that follow a parameter of interest
     * @param peak middle of the narrowest interval with 68.3 % of the signal, units of the fit variable; NaN without signal
     * @param width half of the length of that interval, the effective resolution; NaN without signal
     * @param background fitted events of everything else per unit of the fit variable, at the peak; NaN without signal
     * @param purity share of the signal among what is fitted in that interval, S/(S+B); NaN without signal
     */
    public record FitClass(
            String category,
            double observed,
            double signal,
            double peak,
            double width,
            double background,
            double purity) {}

    /**
     * The distribution of the fit variable, every category of the fit multiplied by the share of signal, S/(S+B), in the
     * narrowest interval with 68.3 % of its signal.
     *
     * @param edges rising
     * @param observed sum of weights per interval
     * @param errors root of the sum of squares of weights per interval; of an Asimov data set what data of its size have
     * @param at values of the fit variable, rising
     * @param signal fitted signal there, in sums of weights per interval of the edges
     * @param background everything else there, likewise
     */
    public record WeightedSpectrum(
            double[] edges, double[] observed, double[] errors, double[] at, double[] signal, double[] background) {
        /**
         * What the curves expect in an interval.
         *
         * @param curve {@link #signal} or {@link #background}
         */
        public double expected(int interval, double[] curve) {
            double sum = 0;
            int n = 0;
            for (int i = 0; i < at.length; i++) {
                if (at[i] > edges[interval] && at[i] < edges[interval + 1]) {
                    sum += curve[i];
                    n++;
                }
            }
            return sum / n;
        }
    }

    /**
     * A unit for small numbers.
     *
     * @param name of the unit; may be empty
     * @param factor by which numbers in the unit of the quantity are multiplied
     */
    public record Unit(String name, double factor) {
        /** That of the uncertainty of a quantity: below 1 GeV it is in MeV. */
        public static Unit of(InterestResult result) {
            return result.unit().equals("GeV")
                            && Math.max(result.total().down(), result.total().up()) < 1
                    ? new Unit("MeV", PREFIX)
                    : new Unit(result.unit(), 1);
        }
    }
}
