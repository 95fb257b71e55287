package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.observable.ObservableInfo;

/** From binned signal simulation to the response: efficiencies, non-fiducial and non-resonant parts, SM cross sections. */
final class ResponseBuilder {
    private ResponseBuilder() {}

    /**
     * The response of every production apart, by the process of its samples; one without fiducial events is left empty.
     *
     * @param signal samples that stand for the point
     */
    static Map<String, Response> byProduction(Analysis analysis, ObservableInfo observable, List<BinnedSample> signal) {
        var productions = new LinkedHashMap<String, List<BinnedSample>>();
        for (BinnedSample sample : signal) {
            productions
                    .computeIfAbsent(sample.sample().process(), p -> new ArrayList<>())
                    .add(sample);
        }
        var responses = new LinkedHashMap<String, Response>();
        productions.forEach((name, own) -> responses.put(name, build(analysis, observable, own, false)));
        return responses;
    }

    /**
     * The response of the whole signal.
     *
     * @param signal samples that stand for the point
     */
    static Response build(Analysis analysis, ObservableInfo observable, List<BinnedSample> signal) {
        return build(analysis, observable, signal, true);
    }

    private static Response build(
            Analysis analysis, ObservableInfo observable, List<BinnedSample> signal, boolean whole) {
        if (signal.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD, "/samples has no signal", "declare at least one sample with role signal");
        }
        int eras = analysis.eras().size();
        int[] generatedClass = analysis.generatedClassOf();
        int categories = generatedClass.length;
        int classes = analysis.generatedClasses().size();
        int bins = observable.binning().size();
        int recoBins = observable.reconstructed().size();
        var efficiency = new double[eras][categories][recoBins][bins];
        var error = new double[eras][categories][recoBins][bins];
        var nonFiducial = new double[eras][categories][recoBins];
        var nonResonant = new double[eras][categories][recoBins];
        var sm = new double[classes][bins];
        double luminosity = analysis.luminosity();
        var counted = new HashMap<List<Sample>, ResponseCounts>(); // eras that share their simulation are counted once
        for (int era = 0; era < eras; era++) {
            Era period = analysis.eras().get(era);
            List<BinnedSample> serving =
                    signal.stream().filter(s -> s.sample().serves(period)).toList();
            ResponseCounts counts = counted.computeIfAbsent(
                    serving.stream().map(BinnedSample::sample).toList(),
                    key -> ResponseCounts.of(serving, generatedClass, recoBins, bins));
            double share = analysis.eras().get(era).luminosity() / luminosity;
            for (int g = 0; g < classes; g++) {
                for (int j = 0; j < bins; j++) {
                    if (whole) {
                        requireFiducial(analysis, observable, counts.fiducial()[g][j], era, g, j);
                    }
                    sm[g][j] += share * counts.fiducial()[g][j];
                }
            }
            for (int c = 0; c < categories; c++) {
                double[] fiducial = counts.fiducial()[generatedClass[c]];
                nonResonant[era][c] = counts.nonResonant()[c].clone();
                for (int i = 0; i < recoBins; i++) {
                    double selected = 0;
                    for (int j = 0; j < bins; j++) {
                        selected += counts.selected()[c][i][j];
                        if (fiducial[j] > 0) {
                            efficiency[era][c][i][j] = counts.selected()[c][i][j] / fiducial[j];
                            error[era][c][i][j] = counts.efficiencyError(c, i, j);
                        }
                    }
                    nonFiducial[era][c][i] = selected > 0 ? counts.nonFiducial()[c][i] / selected : 0;
                }
            }
        }
        return new Response(efficiency, error, nonFiducial, nonResonant, sm, generatedClass);
    }

    private static void requireFiducial(
            Analysis analysis, ObservableInfo observable, double weight, int era, int generatedClass, int bin) {
        if (!(weight > 0)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "the signal simulation of era " + analysis.eras().get(era).name() + " has no fiducial "
                            + analysis.generatedClasses().get(generatedClass) + " events in bin "
                            + observable.binning().bins().get(bin).label() + " of " + observable.id(),
                    "merge the bin with its neighbour, or add simulation");
        }
    }
}
