package org.fiducia.classification.stxs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.classification.stxs.Definition.Bin;
import org.fiducia.objects.production.Produced;

/**
 * Predicted cross sections of the bins of a definition, by production mode, of what is measured.
 *
 * @param definition of the bins
 * @param sigma fb, by mode and name of bin
 * @param squares variance by the number of simulated events, fb², likewise
 * @param measured index of what is measured, by name of bin
 */
record Cells(
        Definition definition,
        Map<String, Map<String, Double>> sigma,
        Map<String, Map<String, Double>> squares,
        Map<String, Integer> measured) {
    Cells {
        sigma = new TreeMap<>(sigma);
        squares = new TreeMap<>(squares);
        measured = new LinkedHashMap<>(measured);
    }

    /** Those that the simulation has. */
    static Cells of(Nominal nominal, Definition definition) {
        var cells = new Cells(definition, Map.of(), Map.of(), Map.of());
        for (BinnedSample sample : nominal.analysis().nominal(nominal.samples())) {
            double share = share(sample, nominal);
            String process = sample.sample().process();
            for (int e = 0; e < sample.fiducialBin().length; e++) {
                int j = sample.fiducialBin()[e];
                if (j < 0) {
                    continue;
                }
                Bin bin = bin(definition, process, sample.events().get(e).fiducial());
                double weight = share * sample.events().get(e).weight();
                add(cells.sigma, process, bin, weight);
                add(cells.squares, process, bin, weight * weight);
                Integer before = cells.measured.putIfAbsent(bin.name(), j);
                if (before != null && before != j) {
                    throw new FiduciaException(
                            Kind.CARD,
                            "events of " + bin.name() + " of " + definition.name() + " are measured in "
                                    + nominal.observable()
                                            .binning()
                                            .bins()
                                            .get(before)
                                            .label() + " and in "
                                    + nominal.observable()
                                            .binning()
                                            .bins()
                                            .get(j)
                                            .label(),
                            "name the definition that the classification has in the settings of the theory, too");
                }
            }
        }
        return cells;
    }

    private static void add(Map<String, Map<String, Double>> sums, String process, Bin bin, double weight) {
        sums.computeIfAbsent(process, name -> new TreeMap<>()).merge(bin.name(), weight, Double::sum);
    }

    /** The bin of a fiducial candidate. */
    static Bin bin(Definition definition, String process, @Nullable Candidate candidate) {
        if (!(candidate instanceof Produced produced)) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the channel does not tell how its Higgs bosons were produced",
                    "leave stxs out of prediction and nuisanceSources, or choose the channel higgs");
        }
        Optional<Bin> bin = definition.of(process, produced);
        return bin.orElseThrow(() -> new FiduciaException(
                Kind.CARD,
                "an event of " + process + " is measured that is in no bin of " + definition.name(),
                "name the definition that the classification has in the settings of the theory, too"));
    }

    /** Cross section of an event of unit weight, fb. */
    private static double share(BinnedSample sample, Nominal nominal) {
        double luminosity = nominal.analysis().eras().stream()
                .filter(sample.sample()::serves)
                .mapToDouble(era -> era.luminosity())
                .sum();
        return luminosity * sample.sample().scale() / nominal.analysis().luminosity();
    }

    /** All modes together, fb. */
    Map<String, Double> byBin() {
        var sums = new TreeMap<String, Double>();
        sigma.values().forEach(bins -> bins.forEach((bin, value) -> sums.merge(bin, value, Double::sum)));
        return sums;
    }

    /**
     * Changed cross sections of what is measured, and of their sum in the last place.
     *
     * @param change by mode and bin, e.g. relative
     */
    double[] changed(Map<String, Map<String, Double>> values, int bins, ToDoubleBiFunction<String, String> change) {
        var sums = new double[bins + 1];
        values.forEach((process, of) -> of.forEach((bin, value) -> {
            double moved = value * change.applyAsDouble(process, bin);
            sums[Objects.requireNonNull(measured.get(bin), bin)] += moved;
            sums[bins] += moved;
        }));
        return sums;
    }
}
