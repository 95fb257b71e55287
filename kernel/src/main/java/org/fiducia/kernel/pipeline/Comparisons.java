package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Progress;
import org.fiducia.api.Suggestion;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.exchange.PredictionFormat;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.kernel.plugins.Plugins;

/** Predictions with which measurements are compared. */
public final class Comparisons {
    /** There is none. */
    public static final Comparisons NONE = new Comparisons(List.of());

    private final List<Given> predictions;

    private Comparisons(List<Given> predictions) {
        this.predictions = List.copyOf(predictions);
    }

    /**
     * A prediction that a user gives.
     *
     * @param spectrum what of the file is meant; empty for what is called as the observable
     */
    private record Given(Prediction prediction, String file, String spectrum) {
        Optional<Spectrum> of(ObservableInfo observable) {
            if (!spectrum.isEmpty()) {
                return prediction.spectrum(spectrum);
            }
            return prediction.spectrum(observable.id());
        }

        List<String> names() {
            return prediction.spectra().stream().map(Spectrum::observable).toList();
        }
    }

    /**
     * Reads predictions.
     *
     * @param words each {@code [NAME=]FILE[#SPECTRUM]}
     * @param resolve path of a file that the user names
     * @throws FiduciaException for a file that nobody reads or that makes no sense, and for two predictions of one name
     */
    public static Comparisons read(
            List<String> words, Function<String, Path> resolve, Plugins plugins, Progress progress) {
        var names = new LinkedHashSet<String>();
        var given = new ArrayList<Given>();
        for (String word : words) {
            String rest = word;
            String name = "";
            String spectrum = "";
            int equal = word.indexOf('=');
            if (!Files.exists(resolve.apply(word))) {
                if (equal > 0 && word.substring(0, equal).matches("[\\w.+-]+")) {
                    name = word.substring(0, equal);
                    rest = word.substring(equal + 1);
                }
                int hash = rest.lastIndexOf('#');
                if (hash > 0 && !Files.exists(resolve.apply(rest))) {
                    spectrum = rest.substring(hash + 1);
                    rest = rest.substring(0, hash);
                }
            }
            Prediction prediction = read(resolve.apply(rest), plugins, progress);
            prediction = name.isEmpty() ? prediction : prediction.named(name);
            if (!names.add(prediction.name())) {
                throw new FiduciaException(
                        Kind.USAGE,
                        "two predictions are called " + prediction.name(),
                        "give one another name, --prediction NAME=" + rest);
            }
            var one = new Given(prediction, rest, spectrum);
            if (!spectrum.isEmpty() && prediction.spectrum(spectrum).isEmpty()) {
                throw new FiduciaException(
                        Kind.INPUT, rest + " has no spectrum " + spectrum, Suggestion.among(spectrum, one.names()));
            }
            given.add(one);
        }
        return new Comparisons(given);
    }

    private static Prediction read(Path file, Plugins plugins, Progress progress) {
        if (!Files.exists(file)) {
            throw new FiduciaException(Kind.INPUT, file + " does not exist", "correct the path of --prediction");
        }
        List<PredictionFormat> formats = plugins.all(PredictionFormat.class);
        for (PredictionFormat format : formats) {
            Optional<Prediction> read = Plugins.guard(format, () -> {
                try {
                    return format.recognises(file) ? Optional.of(format.read(file, progress)) : Optional.empty();
                } catch (IOException e) {
                    throw EventFiles.unreadable(file, e);
                }
            });
            if (read.isPresent()) {
                return read.get();
            }
        }
        throw new FiduciaException(
                Kind.INPUT,
                file + " is of no format of predictions that is known",
                "known formats: "
                        + String.join(", ", formats.stream().map(Plugin::title).toList()));
    }

    /**
     * Asks, before any work, whether everything can be compared.
     *
     * @param observables that are measured
     * @param progress hears of predictions that are silent about some of several
     */
    void check(List<ObservableInfo> observables, Progress progress) {
        for (Given given : predictions) {
            var missing = new ArrayList<String>();
            for (ObservableInfo observable : observables) {
                Optional<Spectrum> spectrum = given.of(observable);
                if (spectrum.isPresent()) {
                    PredictedBins.in(observable.binning(), given.prediction(), spectrum.get());
                } else {
                    missing.add(observable.id());
                }
            }
            if (missing.size() == observables.size()) {
                throw new FiduciaException(
                        Kind.INPUT,
                        given.file() + " predicts no " + String.join(", ", missing),
                        "it has " + String.join(", ", given.names()) + "; FILE#NAME takes one of them");
            }
            if (!missing.isEmpty()) {
                progress.warn(given.file() + " predicts no " + String.join(", ", missing));
            }
        }
    }

    /** Whether there is any. */
    boolean any() {
        return !predictions.isEmpty();
    }

    /** A measurement with how well the predictions agree with it. */
    Measurement compare(Measurement measurement) {
        if (predictions.isEmpty()) {
            return measurement;
        }
        ObservableInfo observable = measurement.observable();
        var compared = new ArrayList<PredictedSpectrum>();
        for (Given given : predictions) {
            given.of(observable).ifPresent(spectrum -> {
                Spectrum binned = PredictedBins.in(observable.binning(), given.prediction(), spectrum);
                compared.add(new PredictedSpectrum(
                        given.prediction().name(),
                        given.prediction().title(),
                        binned.sigma(),
                        binned.uncertainties(),
                        Compatibility.of(measurement.bins(), measurement.correlation(), binned)));
            });
        }
        var details = measurement.details();
        return measurement.with(details.with(details.reuse().withPredictions(compared)));
    }
}
