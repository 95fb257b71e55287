package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.inference.Questions.Profiles;
import org.fiducia.api.inference.Questions.Tests;
import org.fiducia.api.measurement.FitDetails.Coordinates;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Measurement.Joint;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;

/**
 * The quantities that a measurement reports, and how they are reported.
 *
 * @param observable in bins of which is measured
 * @param response says what is predicted for the bins
 * @param bins cross sections of the bins
 * @param further what else is of interest, and free normalisations
 * @param coordinates those of the further ones that are coordinates of the point
 * @param sums of all bins, then of the free normalisations if there are several
 */
record Reported(
        ObservableInfo observable,
        Response response,
        List<Quantity> bins,
        List<Quantity> further,
        List<Quantity> coordinates,
        List<Quantity> sums) {
    /** Intervals with and without systematic uncertainties. */
    static Questions split(MeasurementRequest request) {
        Questions whole = request.asked().questions(true, true, List.of(), List.of(), List.of());
        return new Questions(
                true, false, List.of(), List.of(), Profiles.NONE, Tests.NONE, 0, whole.seed(), whole.intervals());
    }

    /** Those of a model, whatever is predicted. */
    static Reported of(Measurer.Built built) {
        int bins = built.signal().interest().bins().size();
        return of(built, Collections.nCopies(bins + 1, new Uncertainty(0, 0)), List.of());
    }

    /**
     * Those of a model.
     *
     * @param theory uncertainty of the prediction of each bin and of all
     * @param causes changes of the prediction of each bin by independent causes of it, [cause][bin]
     */
    static Reported of(Measurer.Built built, List<Uncertainty> theory, List<double[]> causes) {
        List<Quantity> plain = built.signal().interest().bins();
        List<Quantity> bins = IntStream.range(0, plain.size())
                .mapToObj(j -> plain.get(j)
                        .withTheory(theory.get(j).down(), theory.get(j).up())
                        .withCauses(causes.stream().map(changes -> changes[j]).toList()))
                .toList();
        var further = new ArrayList<>(built.signal().interest().further());
        List<Quantity> others = built.nominal().sources().all().values().stream()
                .flatMap(part -> part.quantities().stream())
                .distinct()
                .toList();
        further.addAll(others);
        var sums = new ArrayList<Quantity>();
        sums.add(sum("all", bins, "fb"));
        List<Quantity> free =
                others.stream().filter(q -> q.unit().equals("events")).toList();
        if (free.size() > 1) {
            String names = free.stream().map(Quantity::name).collect(Collectors.joining(", "));
            sums.add(sum("sum of " + names, free, "events"));
        }
        List<String> floating =
                built.signal().floating().stream().map(Parameter::name).toList();
        List<Quantity> coordinates = further.stream()
                .filter(q -> q.value() instanceof Expression.Ref ref && floating.contains(ref.parameter()))
                .toList();
        return new Reported(built.nominal().observable(), built.nominal().response(), bins, further, coordinates, sums);
    }

    /** Parameters of a model. */
    static List<Quantity> parameters(StatisticalModel model, List<String> names, String unit) {
        return names.stream()
                .map(name -> Quantity.of(model.parameters().get(model.indexOf(name)), unit))
                .toList();
    }

    private static Quantity sum(String name, List<Quantity> quantities, String unit) {
        return new Quantity(
                name,
                name,
                unit,
                new Expression.Sum(quantities.stream().map(Quantity::value).toList()),
                quantities.stream().mapToDouble(Quantity::predicted).sum());
    }

    /** Bins, other parameters, sums. */
    List<Quantity> all() {
        return Stream.of(bins, further, sums).flatMap(List::stream).toList();
    }

    /** What is asked of them. */
    Questions questions(MeasurementRequest request) {
        return request.asked()
                .questions(
                        true,
                        true,
                        Stream.of(bins, coordinates)
                                .flatMap(List::stream)
                                .map(Quantity::name)
                                .toList(),
                        parameters(Stream.of(bins, further).flatMap(List::stream))
                                .toList(),
                        parameters(bins.stream()).toList());
    }

    /** Names of those quantities that are parameters. */
    private static Stream<String> parameters(Stream<Quantity> quantities) {
        return quantities.filter(Quantity::isParameter).map(q -> ((Expression.Ref) q.value()).parameter());
    }

    /**
     * The cross section of each bin.
     *
     * @param theory uncertainty of the prediction of each bin and of all
     */
    List<BinResult> bins(Conclusions found, List<Uncertainty> theory) {
        return IntStream.range(0, response.fiducialBins())
                .mapToObj(j -> bin(
                        observable.binning().bins().get(j), found.quantities().get(j), response.sm(j), theory.get(j)))
                .toList();
    }

    /** Their sum. */
    BinResult inclusive(Conclusions found, List<Uncertainty> theory) {
        Result sum = found.quantities().get(bins.size() + further.size());
        double sm = IntStream.range(0, response.fiducialBins())
                .mapToDouble(response::sm)
                .sum();
        return bin(new Bin("all", List.of(Range.ANY)), sum, sm, theory.get(theory.size() - 1));
    }

    private static BinResult bin(Bin bin, Result result, double sm, Uncertainty theory) {
        Uncertainty total = uncertainty(result.total().orElseThrow());
        Uncertainty stat = uncertainty(result.statistical().orElseThrow());
        return new BinResult(bin, result.value(), stat, total.without(stat), total, sm, theory, result.ends());
    }

    private static Uncertainty uncertainty(Interval interval) {
        return new Uncertainty(interval.down(), interval.up());
    }

    /** What is reported beside the cross sections. */
    List<InterestResult> interest(Conclusions found) {
        var others = new ArrayList<>(
                found.quantities().subList(bins.size(), found.quantities().size()));
        others.remove(further.size()); // the sum of all bins
        return results(others);
    }

    /** Quantities with their parts. */
    static List<InterestResult> results(List<Result> results) {
        return results.stream()
                .map(r -> {
                    Uncertainty total = uncertainty(r.total().orElseThrow());
                    Uncertainty stat = uncertainty(r.statistical().orElseThrow());
                    return new InterestResult(
                            r.quantity().name(),
                            r.quantity().title(),
                            r.quantity().unit(),
                            r.value(),
                            stat,
                            total.without(stat),
                            total,
                            r.quantity().predicted(),
                            r.ends());
                })
                .toList();
    }

    /** Correlation of the cross sections of the bins. */
    double[][] correlation(Conclusions found) {
        return corner(found.correlation(), bins.size());
    }

    /** Covariance of the cross sections of the bins with all constrained nuisances held, fb²; empty when not known. */
    List<double[]> statistical(Conclusions found) {
        return found.statistical().length == 0 ? List.of() : List.of(corner(found.statistical(), bins.size()));
    }

    /** Everything but sums, with its correlation. */
    Joint joint(Conclusions found) {
        List<String> names = Stream.of(bins, further)
                .flatMap(List::stream)
                .map(Quantity::name)
                .toList();
        return new Joint(names, corner(found.correlation(), names.size()));
    }

    private static double[][] corner(double[][] matrix, int n) {
        return IntStream.range(0, n).mapToObj(i -> Arrays.copyOf(matrix[i], n)).toArray(double[][]::new);
    }

    /** What each group of nuisances contributes to the uncertainty of each bin. */
    List<Contribution> breakdown(Conclusions found) {
        return breakdown(found, 0, bins.size());
    }

    /** What each nuisance changes in each bin. */
    List<Impact> impacts(Conclusions found) {
        List<Impact> all = impacts(found, 0, bins.size());
        return coordinates.isEmpty() ? all : ranked(all, found.quantities().subList(0, bins.size()));
    }

    /** The same of the coordinates of the point. */
    Coordinates coordinates(Conclusions found) {
        int from = bins.size();
        int to = from + coordinates.size();
        return from == to
                ? Coordinates.NONE
                : new Coordinates(
                        coordinates.stream().map(Quantity::name).toList(),
                        breakdown(found, from, to),
                        ranked(
                                impacts(found, from, to),
                                found.quantities().stream()
                                        .filter(r -> coordinates.contains(r.quantity()))
                                        .toList()));
    }

    /** The largest change of any of the quantities in units of its uncertainty first. */
    private static List<Impact> ranked(List<Impact> impacts, List<Result> quantities) {
        return impacts.stream()
                .sorted((a, b) -> Double.compare(size(b, quantities), size(a, quantities)))
                .toList();
    }

    private static double size(Impact impact, List<Result> quantities) {
        double largest = 0;
        for (int j = 0; j < quantities.size(); j++) {
            Interval total = quantities.get(j).total().orElseThrow();
            double change = Math.max(Math.abs(impact.up()[j]), Math.abs(impact.down()[j]));
            double error = 0.5 * (total.down() + total.up());
            largest = error > 0 ? Math.max(largest, change / error) : largest;
        }
        return largest;
    }

    private static List<Contribution> breakdown(Conclusions found, int from, int to) {
        return found.breakdown().stream()
                .map(c -> new Contribution(
                        c.group(),
                        IntStream.range(from, to)
                                .mapToObj(j -> new Uncertainty(c.down()[j], c.up()[j]))
                                .toList()))
                .toList();
    }

    private static List<Impact> impacts(Conclusions found, int from, int to) {
        return found.impacts().stream()
                .map(i -> new Impact(
                        i.nuisance(),
                        i.group(),
                        i.pull(),
                        i.constraint(),
                        Arrays.copyOfRange(i.up(), from, to),
                        Arrays.copyOfRange(i.down(), from, to)))
                .toList();
    }
}
