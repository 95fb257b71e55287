package org.fiducia.publisher.hepdata;

import static org.fiducia.publisher.hepdata.TableDocument.map;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fiducia.api.command.Publication;
import org.fiducia.api.command.Publisher;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.observable.Bin;
import org.fiducia.publisher.tables.Covariance;
import org.fiducia.publisher.tables.DataTable;
import org.fiducia.publisher.tables.Tables;

/** Puts a submission together: the tables, and what belongs to them as files. */
final class SubmissionBuilder {
    /** Fewer replicas say too little of a covariance. */
    static final int FEWEST_REPLICAS = 400;

    private static final JsonMapper JSON = new JsonMapper();

    private final Publication publication;
    private final ObservableWork work;
    private final List<Publisher> publishers;
    private final Map<String, byte[]> resources = new LinkedHashMap<>();
    private final List<Map<String, Object>> ofHead = new ArrayList<>();

    SubmissionBuilder(Publication publication, ObservableWork work, List<Publisher> publishers) {
        this.publication = publication;
        this.work = work;
        this.publishers = publishers;
    }

    Submission build() throws IOException {
        List<Measurement> measurements = publication.measurements();
        Measurement first = measurements.get(0);
        List<DataTable> tables = Tables.of(measurements);
        List<ObservableWork.Done> done = work.all();
        for (int k = 0; k < done.size(); k++) {
            String id = measurements.get(k).observable().id();
            done.get(k)
                    .models()
                    .forEach((format, bytes) -> add(
                            id + "." + format + ".json",
                            bytes,
                            "Likelihood of the measurement in bins of " + id + " with its data",
                            "HS3"));
        }
        for (int k = 0; k < done.size(); k++) {
            String id = measurements.get(k).observable().id();
            done.get(k)
                    .results()
                    .values()
                    .forEach(bytes -> add(
                            id + "_" + ObservableWork.RESULT,
                            bytes,
                            "Everything that is known of the measurement in bins of " + id,
                            ""));
        }
        others();
        spectra(measurements, done);
        definition(first);
        var documents = new ArrayList<Map<String, Object>>();
        var data = new LinkedHashMap<String, Map<String, Object>>();
        for (int t = 0; t < tables.size(); t++) {
            DataTable table = tables.get(t);
            String file = table.id() + ".yaml";
            data.put(file, TableDocument.of(table, t));
            Map<String, Object> document = map(
                    "name",
                    table.name(),
                    "description",
                    table.description(),
                    "keywords",
                    TableDocument.keywords(table, Tables.reaction(first), Tables.energy(first)),
                    "data_file",
                    file);
            List<Map<String, Object>> pictures = pictures(table, done);
            if (!pictures.isEmpty()) {
                document.put("additional_resources", pictures);
            }
            documents.add(document);
        }
        return new Submission(
                map("comment", comment(first), "additional_resources", ofHead), documents, data, resources);
    }

    private void add(String name, byte[] bytes, String description, String type) {
        resources.put(name, bytes);
        Map<String, Object> resource = map("location", name, "description", description);
        if (!type.isEmpty()) {
            resource.put("type", type);
        }
        ofHead.add(resource);
    }

    /** The picture of a table, and its small one; several tables may have the same. */
    private List<Map<String, Object>> pictures(DataTable table, List<ObservableWork.Done> done) {
        var shown = new ArrayList<Map<String, Object>>();
        for (ObservableWork.Done one : done) {
            one.pictures().of(table).forEach((name, bytes) -> {
                resources.put(name, bytes);
                String what = name.startsWith(Pictures.THUMB) ? "Thumbnail image file" : "Image file";
                shown.add(map("location", name, "description", what));
            });
        }
        return shown;
    }

    /** What other publishers write. */
    private void others() {
        for (Publisher publisher : publishers) {
            Map<String, byte[]> files = ObservableWork.inFolder(folder -> {
                var silent = new ResultWriter.Console(new PrintWriter(Writer.nullWriter()), false);
                publisher.publish(publication, folder, silent);
                var written = new LinkedHashMap<String, byte[]>();
                try (Stream<Path> all = Files.list(folder)) {
                    for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                        written.put(file.getFileName().toString(), Files.readAllBytes(file));
                    }
                }
                return written;
            });
            files.forEach((name, bytes) -> add(name, bytes, publisher.title(), ""));
        }
    }

    private void spectra(List<Measurement> measurements, List<ObservableWork.Done> done) throws IOException {
        SpectraCovariance spectra = SpectraCovariance.of(
                done.stream().map(ObservableWork.Done::replicas).toList());
        if (spectra.replicas() < FEWEST_REPLICAS) {
            publication
                    .progress()
                    .warn("covariance between spectra is left out: only " + spectra.replicas() + " of "
                            + ObservableWork.REPLICAS + " replicas of the data could be fitted in every observable");
            return;
        }
        int n = spectra.covariance().length;
        double[] errors = new double[n];
        for (int a = 0; a < n; a++) {
            errors[a] = Math.sqrt(spectra.covariance()[a][a]);
        }
        Covariance.check("the covariance between spectra", spectra.covariance(), errors);
        var rows = new ArrayList<Map<String, Object>>();
        for (Measurement m : measurements) {
            for (Bin bin : m.observable().binning().bins()) {
                rows.add(map("observable", m.observable().id(), "bin", bin.label()));
            }
        }
        add(
                "statistical_covariance_between_spectra.json",
                JSON.writeValueAsBytes(map(
                        "description",
                        "Statistical covariance of the fiducial cross sections of all bins of all observables from replicas of"
                                + " the data, in which every event counts as often as a Poisson number of mean 1 says, the"
                                + " same in every observable. Constrained nuisances are held at the best fit, everything"
                                + " else is fitted to each replica.",
                        "unit",
                        "fb^2",
                        "replicas",
                        spectra.replicas(),
                        "rows",
                        rows,
                        "covariance",
                        spectra.covariance())),
                "Statistical covariance of all bins of all observables, from " + spectra.replicas()
                        + " replicas of the data",
                "");
    }

    private void definition(Measurement first) throws IOException {
        Analysis analysis = first.analysis();
        List<String> sentences = first.details().reuse().definition();
        if (sentences.isEmpty()) {
            return;
        }
        add(
                "fiducial_definition.json",
                JSON.writeValueAsBytes(map(
                        "title",
                        analysis.title(),
                        "energyGeV",
                        Double.valueOf(Tables.energy(first)),
                        "luminosity",
                        Double.valueOf(Tables.luminosity(first)),
                        "point",
                        analysis.point().values(),
                        "definition",
                        sentences)),
                "Definition of the fiducial phase space",
                "");
    }

    private static String comment(Measurement first) {
        Analysis analysis = first.analysis();
        String point = analysis.point().values().entrySet().stream()
                .map(c -> c.getKey() + " = " + c.getValue())
                .collect(Collectors.joining(", "));
        String label = analysis.label().isBlank() ? "" : " (" + analysis.label() + ")";
        var text = new StringBuilder("Fiducial cross sections of " + analysis.title() + label + " at "
                + Tables.energy(first) + " GeV with " + Tables.luminosity(first) + " fb$^{-1}$");
        text.append(point.isEmpty() ? "." : ", for " + point + ".");
        List<String> sentences = first.details().reuse().definition();
        if (!sentences.isEmpty()) {
            text.append(" Fiducial phase space: ")
                    .append(String.join("; ", sentences))
                    .append('.');
        }
        return text.toString();
    }
}
