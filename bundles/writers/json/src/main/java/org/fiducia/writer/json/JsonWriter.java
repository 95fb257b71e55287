package org.fiducia.writer.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.api.channel.Category;
import org.fiducia.api.inference.Conclusions.Fitted;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.inference.Ends;
import org.fiducia.api.measurement.FitDetails;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Measurement.Quality;
import org.fiducia.api.measurement.Measurement.Spectrum;
import org.fiducia.api.measurement.Measurement.Yield;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.measurement.Reuse;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Range;
import org.osgi.service.component.annotations.Component;

/**
 * Writes {@code result.json}, whose form is fixed by {@code etc/result.schema.json}. Cross sections in fb; a number that
 * does not exist (an unbounded edge, the pull of a free parameter) is null.
 */
@Component(service = ResultWriter.class)
public final class JsonWriter implements ResultWriter {
    private static final int SCHEMA_VERSION = 2;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String id() {
        return "json";
    }

    @Override
    public String title() {
        return "result.json";
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void write(Measurement measurement, Path folder, Console console) throws IOException {
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(measurement));
        Files.write(folder.resolve("result.json"), bytes);
        if (console.json()) {
            console.out().println(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static ObjectNode tree(Measurement measurement) {
        ObjectNode root = JSON.createObjectNode();
        var info = measurement.observable();
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("observable", info.id());
        root.put("title", info.title());
        root.put("unit", info.axes().get(0).unit());
        root.put("level", "fiducial");
        root.put("data", measurement.data());
        if (!measurement.analysis().label().isBlank()) {
            root.put("label", measurement.analysis().label());
        }
        root.put("energyTeV", measurement.analysis().energy());
        root.put("luminosity", measurement.analysis().luminosity());
        ArrayNode axes = root.putArray("axes");
        for (Axis axis : info.axes()) {
            axes.addObject().put("title", axis.title()).put("unit", axis.unit()).put("minJets", axis.minJets());
        }
        ArrayNode bins = root.putArray("bins");
        measurement.bins().forEach(bin -> bin(bins.addObject(), bin));
        bin(root.putObject("inclusive"), measurement.inclusive());
        if (!info.reconstructed().equals(info.binning())) {
            ArrayNode labels = root.putArray("recoBins");
            info.reconstructed().bins().forEach(bin -> labels.add(bin.label()));
        }
        matrix(root.putArray("correlation"), measurement.correlation());
        ArrayNode parameters = root.putArray("parameters");
        measurement.parameters().forEach(p -> parameter(parameters.addObject(), p));
        root.put("nll", measurement.nll());
        root.put("status", measurement.status());
        root.put("pValueSm", measurement.pValueSm());
        if (!Double.isNaN(measurement.pValueTheory())) {
            root.put("pValueSmTheory", measurement.pValueTheory());
        }
        root.put("events", measurement.events());
        ArrayNode yields = root.putArray("yields");
        for (Yield y : measurement.yields()) {
            ObjectNode of = yields.addObject()
                    .put("era", y.era())
                    .put("category", y.category())
                    .put("bin", y.bin())
                    .put("component", y.component())
                    .put("expected", y.expected())
                    .put("fitted", y.fitted());
            if (!y.shape().isEmpty()) {
                ObjectNode shape = of.putObject("shape");
                y.shape().forEach(shape::put);
            }
        }
        response(root.putObject("response"), measurement);
        quality(root.putObject("quality"), measurement.quality());
        ArrayNode interest = root.putArray("interest");
        measurement.interest().forEach(result -> interest(interest.addObject(), result, measurement.details()));
        if (!measurement.breakdown().isEmpty()) {
            ArrayNode groups = root.putArray("breakdown");
            for (Contribution c : measurement.breakdown()) {
                ArrayNode parts = groups.addObject().put("group", c.group()).putArray("bins");
                c.bins().forEach(u -> uncertainty(parts.addObject(), u));
            }
        }
        if (!measurement.impacts().isEmpty()) {
            ArrayNode impacts = root.putArray("impacts");
            measurement.impacts().forEach(impact -> impact(impacts.addObject(), impact));
        }
        spectrum(root.putObject("spectrum"), measurement.spectrum());
        details(root, measurement.details());
        root.setAll((ObjectNode) JSON.valueToTree(measurement.answers().values()));
        var method = measurement.answers().method();
        if (method.toys() > 0) {
            root.putObject("toys").put("number", method.toys()).put("seed", method.seed());
        }
        root.set("provenance", JSON.valueToTree(measurement.provenance()));
        return root;
    }

    private static void bin(ObjectNode node, BinResult result) {
        node.put("label", result.bin().label());
        var ranges = result.bin().ranges();
        if (ranges.size() == 1) {
            range(node, ranges.get(0));
        } else {
            ArrayNode rectangle = node.putArray("rectangle");
            ranges.forEach(range -> range(rectangle.addObject(), range));
        }
        node.put("sigma", result.sigma());
        uncertainty(node.putObject("stat"), result.stat());
        uncertainty(node.putObject("syst"), result.syst());
        total(node.putObject("total"), result.total(), result.ends());
        node.put("sm", result.sm());
        uncertainty(node.putObject("theory"), result.theory());
    }

    private static void range(ObjectNode node, Range range) {
        number(node, "lo", range.lo());
        number(node, "hi", range.hi());
        if (range.absent()) {
            node.put("absent", true);
        }
    }

    private static void uncertainty(ObjectNode node, Uncertainty u) {
        node.put("down", u.down()).put("up", u.up());
        if (u.oneSided()) {
            node.put("oneSided", true);
        }
    }

    private static void total(ObjectNode node, Uncertainty u, Ends ends) {
        uncertainty(node, u);
        node.setAll((ObjectNode) JSON.valueToTree(ends.values()));
    }

    private static void parameter(ObjectNode node, Fitted p) {
        node.put("name", p.name());
        node.put("group", p.group());
        node.put("interest", p.interest());
        node.put("value", p.value());
        node.put("error", p.error());
        number(node, "pull", p.pull());
        node.put("atLimit", p.atLimit());
    }

    private static void quality(ObjectNode node, Quality quality) {
        number(node, "conditionNumber", quality.conditionNumber());
        number(node, "migrationScore", quality.migrationScore());
        row(node.putArray("purity"), quality.purity());
        row(node.putArray("stability"), quality.stability());
        row(node.putArray("efficiency"), quality.efficiency());
    }

    private static void interest(ObjectNode node, InterestResult result, FitDetails details) {
        node.put("name", result.name());
        node.put("unit", result.unit());
        node.put("value", result.value());
        uncertainty(node.putObject("stat"), result.stat());
        uncertainty(node.putObject("syst"), result.syst());
        total(node.putObject("total"), result.total(), result.ends());
        node.put("expected", result.expected());
        int place = details.coordinates().names().indexOf(result.name());
        if (place >= 0) {
            coordinate(node, place, details.coordinates());
        }
    }

    /** What the uncertainty of a coordinate of the point is made of. */
    private static void coordinate(ObjectNode node, int k, FitDetails.Coordinates coordinates) {
        if (!coordinates.breakdown().isEmpty()) {
            ArrayNode groups = node.putArray("breakdown");
            coordinates
                    .breakdown()
                    .forEach(c -> groups.addObject()
                            .put("group", c.group())
                            .put("down", c.bins().get(k).down())
                            .put("up", c.bins().get(k).up()));
        }
        if (!coordinates.impacts().isEmpty()) {
            ArrayNode impacts = node.putArray("impacts");
            coordinates
                    .impacts()
                    .forEach(impact -> impacts.addObject()
                            .put("nuisance", impact.nuisance())
                            .put("up", impact.up()[k])
                            .put("down", impact.down()[k]));
        }
    }

    /** The distribution of the fit variable; in its surroundings only where they are known. */
    private static void spectrum(ObjectNode node, Spectrum spectrum) {
        row(node.putArray("edges"), spectrum.edges());
        row(node.putArray("observed"), spectrum.observed());
        ObjectNode components = node.putObject("components");
        spectrum.components().forEach((name, events) -> row(components.putArray(name), events));
        spectrum.surroundings().forEach(wider -> spectrum(node.putObject("surroundings"), wider));
    }

    private static void details(ObjectNode root, FitDetails details) {
        if (!details.classes().isEmpty()) {
            ArrayNode classes = root.putArray("classes");
            details.classes().forEach(c -> {
                ObjectNode node = classes.addObject()
                        .put("category", c.category())
                        .put("observed", c.observed())
                        .put("signal", c.signal());
                number(node, "peak", c.peak());
                number(node, "width", c.width());
                number(node, "background", c.background());
                number(node, "purity", c.purity());
            });
        }
        details.weighted().forEach(weighted -> {
            ObjectNode node = root.putObject("weightedSpectrum");
            row(node.putArray("edges"), weighted.edges());
            row(node.putArray("observed"), weighted.observed());
            row(node.putArray("errors"), weighted.errors());
            row(node.putArray("at"), weighted.at());
            row(node.putArray("signal"), weighted.signal());
            row(node.putArray("background"), weighted.background());
        });
        reuse(root, details.reuse());
    }

    private static void reuse(ObjectNode root, Reuse reuse) {
        if (!reuse.statistical().isEmpty()) {
            ArrayNode rows = root.putArray("statisticalCovariance");
            reuse.statistical().forEach(row -> row(rows.addArray(), row));
        }
        if (!reuse.predictions().isEmpty()) {
            ArrayNode predictions = root.putArray("predictions");
            reuse.predictions().forEach(prediction -> prediction(predictions.addObject(), prediction));
        }
        if (!reuse.definition().isEmpty()) {
            ArrayNode definition = root.putArray("fiducialDefinition");
            reuse.definition().forEach(definition::add);
        }
        if (!reuse.composition().isEmpty()) {
            ArrayNode composition = root.putArray("composition");
            reuse.composition().forEach(part -> {
                ObjectNode node = composition.addObject().put("bin", part.bin()).put("production", part.production());
                if (!part.member().isEmpty()) {
                    node.put("member", part.member());
                }
                node.put("sm", part.predicted());
            });
        }
    }

    private static void prediction(ObjectNode node, PredictedSpectrum prediction) {
        node.put("name", prediction.name()).put("title", prediction.title());
        row(node.putArray("sigma"), prediction.sigma());
        ObjectNode sources = node.putObject("uncertainties");
        prediction.uncertainties().forEach((source, bins) -> {
            ArrayNode of = sources.putArray(source);
            bins.forEach(u -> uncertainty(of.addObject(), u));
        });
        node.put("chi2", prediction.agreement().chi2())
                .put("degrees", prediction.agreement().degrees())
                .put("pValue", prediction.agreement().pValue());
        row(node.putArray("contributions"), prediction.agreement().contributions());
    }

    private static void impact(ObjectNode node, Impact impact) {
        node.put("nuisance", impact.nuisance());
        node.put("group", impact.group());
        number(node, "pull", impact.pull());
        number(node, "constraint", impact.constraint());
        row(node.putArray("up"), impact.up());
        row(node.putArray("down"), impact.down());
    }

    private static void response(ObjectNode node, Measurement measurement) {
        Response response = measurement.response();
        for (int era = 0; era < measurement.analysis().eras().size(); era++) {
            ObjectNode byEra =
                    node.putObject(measurement.analysis().eras().get(era).name());
            for (int c = 0; c < response.categories(); c++) {
                Category category = measurement.analysis().categories().get(c);
                ObjectNode byCategory = byEra.putObject(category.id());
                matrix(byCategory.putArray("efficiency"), response.efficiency()[era][c]);
                matrix(byCategory.putArray("efficiencyError"), response.efficiencyError()[era][c]);
                row(byCategory.putArray("nonFiducial"), response.nonFiducial()[era][c]);
                row(byCategory.putArray("nonResonant"), response.nonResonant()[era][c]);
                row(byCategory.putArray("sm"), response.smOf(c));
            }
        }
    }

    private static void matrix(ArrayNode node, double[][] matrix) {
        for (double[] row : matrix) {
            row(node.addArray(), row);
        }
    }

    private static void row(ArrayNode node, double[] row) {
        for (double x : row) {
            node.add(x);
        }
    }

    private static void number(ObjectNode node, String name, double x) {
        if (Double.isFinite(x)) {
            node.put(name, x);
        } else {
            node.putNull(name);
        }
    }
}
