package org.fiducia.exchange.prediction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.exchange.prediction.GeneratedSums.Cell;
import org.fiducia.exchange.prediction.WeightSource.Rule;

/**
 * Cross sections of one process: σ_bin = σ Σ_bin w / Σ w with the sum over all generated events below; by an alternative weight
 * w′, σ Σ_bin w′ / Σ w, so that what it changes of the whole cross section counts, too.
 *
 * @param name of the process; may be empty
 * @param events generated
 * @param crossSection of the process, fb
 * @param from where that is told
 * @param fiducial the fiducial cross section, one bin
 * @param spectra one per observable
 */
record ProcessPrediction(
        String name, long events, double crossSection, String from, Spectrum fiducial, List<Spectrum> spectra) {
    static final String FIDUCIAL = "fiducial";

    /** Cross sections that files of one process tell differ by less, relatively. */
    private static final double ALIKE = 0.2;

    private static final Binning WHOLE = new Binning(List.of(new Bin("all", List.of(Range.ANY))));

    /**
     * That of the files of a process.
     *
     * @param sigma cross section that the user gives, fb; NaN for none
     * @param declared sources of uncertainty, before those that names of weights tell
     */
    static ProcessPrediction of(String name, List<GeneratedSums> files, double sigma, List<WeightSource> declared) {
        double crossSection = Double.isNaN(sigma) ? crossSection(files) : sigma;
        double weights = files.stream().mapToDouble(GeneratedSums::sumOfWeights).sum();
        GeneratedSums sums = files.get(0);
        files.subList(1, files.size()).forEach(sums::add);
        if (!(weights > 0)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    sums.source().file() + ": the weights of its " + sums.events() + " events add up to " + weights,
                    "name files with events of positive weight on the whole");
        }
        double unit = crossSection / weights;
        var sources = sources(sums.names(), declared);
        var spectra = new ArrayList<Spectrum>();
        List<ObservableInfo> observables = sums.source().target().observables();
        for (int o = 0; o < observables.size(); o++) {
            int place = o;
            Binning binning = observables.get(o).binning();
            spectra.add(spectrum(
                    observables.get(o).id(),
                    binning,
                    IntStream.range(0, binning.size())
                            .mapToObj(bin -> sums.cell(place, bin))
                            .toList(),
                    unit,
                    sources));
        }
        return new ProcessPrediction(
                name,
                sums.events(),
                crossSection,
                Double.isNaN(sigma) ? "the files" : "--sigma",
                spectrum(FIDUCIAL, WHOLE, List.of(sums.fiducial()), unit, sources),
                spectra);
    }

    /** Mean of what the files tell, each as good as it has events. */
    private static double crossSection(List<GeneratedSums> files) {
        double sum = 0;
        double events = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (GeneratedSums file : files) {
            double told = file.crossSection();
            if (Double.isNaN(told)) {
                throw new FiduciaException(
                        Kind.INPUT,
                        file.source().file() + " tells no cross section",
                        "give it with --sigma, in fb, with the branching ratio of what was generated");
            }
            sum += told * file.events();
            events += file.events();
            least = Math.min(least, told);
            most = Math.max(most, told);
        }
        if (most - least > ALIKE * most) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "files of one process tell cross sections from " + least + " to " + most + " fb: "
                            + files.stream()
                                    .map(f -> f.source().file().getFileName().toString())
                                    .toList(),
                    "give different processes as NAME=FILE, or the cross section with --sigma");
        }
        return sum / events;
    }

    /** Sources of uncertainty with the places of their weights. */
    private static Map<WeightSource, int[]> sources(List<String> names, List<WeightSource> declared) {
        var sources = new LinkedHashMap<WeightSource, List<Integer>>();
        for (int k = 0; k < names.size(); k++) {
            int place = k;
            if (!names.get(k).isEmpty()) {
                WeightSource.of(names.get(k), declared)
                        .ifPresent(source -> sources.computeIfAbsent(source, s -> new ArrayList<>())
                                .add(place));
            }
        }
        var places = new LinkedHashMap<WeightSource, int[]>();
        sources.forEach((source, list) ->
                places.put(source, list.stream().mapToInt(k -> k).toArray()));
        return places;
    }

    private static Spectrum spectrum(
            String id, Binning binning, List<Cell> cells, double unit, Map<WeightSource, int[]> sources) {
        double[] sigma =
                cells.stream().mapToDouble(cell -> unit * cell.nominal()).toArray();
        var uncertainties = new LinkedHashMap<String, List<Uncertainty>>();
        uncertainties.put(
                PredictedSpectrum.UNCORRELATED,
                cells.stream()
                        .map(cell -> unit * Math.sqrt(cell.squares()))
                        .map(size -> new Uncertainty(size, size))
                        .toList());
        sources.forEach((source, places) -> {
            Rule rule = source.rule();
            uncertainties.put(
                    source.name(),
                    cells.stream()
                            .map(cell -> rule.of(
                                    unit * cell.nominal(),
                                    IntStream.of(places)
                                            .mapToDouble(k -> unit * cell.alternatives()[k])
                                            .toArray()))
                            .toList());
        });
        return new Spectrum(id, binning, sigma, uncertainties);
    }

    /** Spectra of one observable, added: equal sources are correlated, statistical ones are not. */
    static Spectrum sum(List<Spectrum> parts) {
        Spectrum first = parts.get(0);
        int bins = first.sigma().length;
        var sigma = new double[bins];
        var names = new LinkedHashSet<String>();
        for (Spectrum part : parts) {
            names.addAll(part.uncertainties().keySet());
            for (int i = 0; i < bins; i++) {
                sigma[i] += part.sigma()[i];
            }
        }
        var uncertainties = new LinkedHashMap<String, List<Uncertainty>>();
        for (String name : names) {
            boolean correlated = !name.startsWith(PredictedSpectrum.UNCORRELATED);
            uncertainties.put(
                    name,
                    IntStream.range(0, bins)
                            .mapToObj(i -> parts.stream()
                                    .filter(part -> part.uncertainties().containsKey(name))
                                    .map(part -> part.uncertainties().get(name).get(i))
                                    .reduce(new Uncertainty(0, 0), (a, b) -> sum(a, b, correlated)))
                            .toList());
        }
        return new Spectrum(first.observable(), first.binning(), sigma, uncertainties);
    }

    private static Uncertainty sum(Uncertainty a, Uncertainty b, boolean correlated) {
        return correlated
                ? new Uncertainty(a.down() + b.down(), a.up() + b.up())
                : new Uncertainty(Math.hypot(a.down(), b.down()), Math.hypot(a.up(), b.up()));
    }
}
