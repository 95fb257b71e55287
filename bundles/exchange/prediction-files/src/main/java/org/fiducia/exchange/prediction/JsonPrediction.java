package org.fiducia.exchange.prediction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.exchange.PredictionFormat;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;
import org.fiducia.exchange.json.JsonElement;
import org.fiducia.exchange.json.JsonFile;
import org.osgi.service.component.annotations.Component;

/** Reads what {@code predict} writes, or what others write in the same form. */
@Component(service = PredictionFormat.class)
public final class JsonPrediction implements PredictionFormat {
    private static final String SPECTRA = "spectra";

    @Override
    public String id() {
        return "prediction";
    }

    @Override
    public String title() {
        return "predictions in JSON, as `predict` writes them";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        return Files.isRegularFile(file) && JsonFile.fields(file).contains(SPECTRA);
    }

    @Override
    public Prediction read(Path file, Progress progress) throws IOException {
        JsonElement root = JsonFile.read(file, List.of());
        String format = root.text("format");
        if (!format.equals(PredictionDocument.FORMAT)) {
            throw root.get("format").wrong("is " + format, "predictions have " + PredictionDocument.FORMAT);
        }
        double version = root.get("schemaVersion").number();
        if (version != PredictionDocument.SCHEMA_VERSION) {
            throw root.get("schemaVersion")
                    .wrong(
                            "is " + version + ", of which nothing is known here",
                            "this program reads version " + PredictionDocument.SCHEMA_VERSION);
        }
        JsonElement all = root.get(SPECTRA).object();
        var spectra = new ArrayList<Spectrum>();
        for (String observable : all.names()) {
            spectra.add(spectrum(observable, all.get(observable)));
        }
        String name = root.text("name");
        return new Prediction(name, root.text("title", name), spectra);
    }

    private static Spectrum spectrum(String observable, JsonElement element) {
        element.allow(Set.of("bins", "sigma", "uncertainties", "title"));
        var bins = new ArrayList<Bin>();
        for (JsonElement bin : element.get("bins").list()) {
            List<Range> ranges =
                    bin.get("ranges").list().stream().map(JsonPrediction::range).toList();
            if (ranges.isEmpty() || !bins.isEmpty() && bins.get(0).ranges().size() != ranges.size()) {
                throw bin.get("ranges").wrong("has " + ranges.size() + " ranges", "give one for each axis");
            }
            bins.add(new Bin(bin.text("label", ""), ranges));
        }
        if (bins.isEmpty()) {
            throw element.get("bins").wrong("is empty", "give at least one");
        }
        double[] sigma = element.get("sigma").numbers(bins.size());
        Map<String, List<Uncertainty>> sources = new LinkedHashMap<>();
        if (element.has("uncertainties")) {
            JsonElement given = element.get("uncertainties").object();
            for (String source : given.names()) {
                sources.put(source, uncertainties(given.get(source), bins.size()));
            }
        }
        return new Spectrum(observable, new Binning(bins), sigma, sources);
    }

    private static List<Uncertainty> uncertainties(JsonElement element, int bins) {
        List<JsonElement> list = element.list();
        if (list.size() != bins) {
            throw element.wrong("has " + list.size() + " entries, " + bins + " are expected", "give one per bin");
        }
        return list.stream()
                .map(one -> {
                    double down = one.get("down").number();
                    double up = one.get("up").number();
                    if (down < 0 || up < 0) {
                        throw one.wrong("has a negative size", "give distances, without sign");
                    }
                    return new Uncertainty(down, up);
                })
                .toList();
    }

    private static Range range(JsonElement element) {
        if (element.isText()) {
            if (!element.text().equals("absent")) {
                throw element.wrong("is '" + element.text() + "'", "give absent, or lo and hi");
            }
            return Range.ABSENT;
        }
        element.object().allow(Set.of("lo", "hi"));
        double lo = element.has("lo") ? element.get("lo").number() : Double.NEGATIVE_INFINITY;
        double hi = element.has("hi") ? element.get("hi").number() : Double.POSITIVE_INFINITY;
        if (!(lo < hi)) {
            throw notRising(element, lo, hi);
        }
        return new Range(lo, hi);
    }

    private static FiduciaException notRising(JsonElement element, double lo, double hi) {
        return element.wrong("goes from " + lo + " to " + hi, "edges rise");
    }
}
