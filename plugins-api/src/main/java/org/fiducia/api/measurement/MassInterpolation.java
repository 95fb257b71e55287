package org.fiducia.api.measurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Role;

/**
 * Signal at a mass of the resonance that was not simulated: the samples of all masses with factors on their weights, so that
 * every sum of weights y, divided by the rate, is interpolated in the same way and all stay consistent with each other.
 *
 * <p>Each production is interpolated by itself. A parabola in the mass is fitted to its samples, each mass weighted with its
 * number of events (a straight line to two masses); what the samples differ from it by is added with weights n/(m − m_k)²
 * (Shepard). A factor is what the result, linear in the samples, has of each. At a simulated mass this is that sample alone;
 * near it, it hardly differs from it; and samples with few events add little of their fluctuations elsewhere.
 */
final class MassInterpolation {
    private static final int DEGREE = 2;

    private final Analysis analysis;
    private final List<BinnedSample> signal;
    private final double mass;

    private MassInterpolation(Analysis analysis, List<BinnedSample> signal) {
        this.analysis = analysis;
        this.signal = signal;
        mass = analysis.point().get(Analysis.MASS);
    }

    /**
     * The samples that stand for the point of an analysis, with their factors.
     *
     * @param shift of the mass from that of the point, GeV: the smooth part alone follows it
     * @throws FiduciaException when the mass is not between those that are simulated
     */
    static List<BinnedSample> at(Analysis analysis, List<BinnedSample> samples, double shift) {
        List<BinnedSample> signal = nearestOtherwise(analysis.point(), samples);
        double mass = analysis.point().get(Analysis.MASS);
        List<BinnedSample> without = signal.stream()
                .filter(s -> !Double.isFinite(s.sample().point().get(Analysis.MASS)))
                .toList();
        if (!Double.isFinite(mass) || without.size() == signal.size()) {
            return signal;
        }
        List<BinnedSample> exact = signal.stream()
                .filter(s -> s.sample().point().get(Analysis.MASS) == mass)
                .toList();
        if (shift == 0 && !exact.isEmpty()) {
            return exact;
        }
        return new MassInterpolation(analysis, signal).weighted(shift);
    }

    /** Signal samples of which the coordinates other than the mass are nearest to a point. */
    private static List<BinnedSample> nearestOtherwise(Point point, List<BinnedSample> samples) {
        double least = Double.POSITIVE_INFINITY;
        var nearest = new ArrayList<BinnedSample>();
        for (BinnedSample sample : samples) {
            if (sample.sample().role() != Role.SIGNAL) {
                continue;
            }
            Point there = sample.sample().point();
            double along = Math.abs(there.get(Analysis.MASS) - point.get(Analysis.MASS));
            double distance = point.distance(there) - (Double.isNaN(along) ? 0 : along);
            if (distance < least) {
                least = distance;
                nearest.clear();
            }
            if (distance == least) {
                nearest.add(sample);
            }
        }
        return nearest;
    }

    private List<BinnedSample> weighted(double shift) {
        Map<String, List<BinnedSample>> productions = signal.stream()
                .collect(Collectors.groupingBy(s -> s.sample().process(), LinkedHashMap::new, Collectors.toList()));
        var weighted = new ArrayList<BinnedSample>();
        productions.forEach((process, own) -> {
            var events = new TreeMap<Double, Double>();
            own.forEach(s -> events.merge(
                    s.sample().point().get(Analysis.MASS), 1.0 + s.events().size(), Double::sum));
            double[] at =
                    events.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            double[] n =
                    events.values().stream().mapToDouble(Double::doubleValue).toArray();
            requireInside(process, at);
            double[] factor = factors(at, n, mass, shift);
            for (BinnedSample sample : own) {
                double simulated = sample.sample().point().get(Analysis.MASS);
                double by = factor[Arrays.binarySearch(at, simulated)]
                        * analysis.rates().ratio(process, mass + shift, simulated);
                if (by != 0) {
                    weighted.add(sample.withScale(by * sample.sample().scale()));
                }
            }
        });
        return weighted;
    }

    private void requireInside(String process, double[] at) {
        if (!(mass >= at[0] && mass <= at[at.length - 1])) {
            String simulated = at.length == 1 ? at[0] + " GeV only" : at[0] + " to " + at[at.length - 1] + " GeV";
            throw new FiduciaException(
                    Kind.CARD,
                    "the mass hypothesis is " + mass + " GeV, and the signal " + process + " is simulated at "
                            + simulated,
                    "choose a mass between those that are simulated, or add samples of another mass");
        }
    }

    /**
     * What each of the masses contributes.
     *
     * @param at masses, rising
     * @param n statistical weight of each
     */
    static double[] factors(double[] at, double[] n, double mass, double shift) {
        double[] factors = smooth(at, n, mass + shift);
        double[] near = new double[at.length];
        double sum = 0;
        for (int q = 0; q < at.length; q++) {
            near[q] = at[q] == mass ? Double.POSITIVE_INFINITY : n[q] / ((mass - at[q]) * (mass - at[q]));
            sum += near[q];
        }
        for (int q = 0; q < at.length; q++) {
            double share = sum < Double.POSITIVE_INFINITY ? near[q] / sum : near[q] < sum ? 0 : 1;
            double[] there = smooth(at, n, at[q]);
            factors[q] += share;
            for (int k = 0; k < at.length; k++) {
                factors[k] -= share * there[k];
            }
        }
        return factors;
    }

    /** What each mass contributes to the value of the fitted polynomial at a mass, by orthogonal polynomials (Forsythe). */
    private static double[] smooth(double[] at, double[] n, double mass) {
        double[] factors = new double[at.length];
        double[] before = new double[at.length];
        double[] present = new double[at.length];
        Arrays.fill(present, 1);
        double valueBefore = 0;
        double value = 1;
        double normBefore = 1;
        for (int degree = 0; degree <= Math.min(DEGREE, at.length - 1); degree++) {
            double norm = 0;
            double centre = 0;
            for (int k = 0; k < at.length; k++) {
                double square = n[k] * present[k] * present[k];
                norm += square;
                centre += square * at[k];
            }
            centre /= norm;
            for (int k = 0; k < at.length; k++) {
                factors[k] += n[k] * present[k] * value / norm;
            }
            double back = degree == 0 ? 0 : norm / normBefore;
            double next = (mass - centre) * value - back * valueBefore;
            valueBefore = value;
            value = next;
            for (int k = 0; k < at.length; k++) {
                double there = (at[k] - centre) * present[k] - back * before[k];
                before[k] = present[k];
                present[k] = there;
            }
            normBefore = norm;
        }
        return factors;
    }
}
