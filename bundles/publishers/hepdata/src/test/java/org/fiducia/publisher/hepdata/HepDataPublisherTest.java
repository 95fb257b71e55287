package org.fiducia.publisher.hepdata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.Publication;
import org.fiducia.api.command.Publisher;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.measurement.ResultWriter.Console;
import org.fiducia.api.measurement.Reuse;
import org.fiducia.api.store.Keeper;
import org.fiducia.exchange.prediction.HepDataPrediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** An archive of two observables, unpacked and read by other means than it was written with. */
class HepDataPublisherTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final CountedModel coarse = new CountedModel("coarse", 2);
    private final CountedModel fine = new CountedModel("fine", 4);
    private final AtomicInteger built = new AtomicInteger();
    private final Map<String, byte[]> store = new HashMap<>();
    private final Keeper keeper = new Keeper() {
        @Override
        public synchronized byte[] kept(Object maker, String what, Supplier<byte[]> make) {
            return store.computeIfAbsent(maker.getClass() + what, key -> make.get());
        }
    };
    private final StringWriter printed = new StringWriter();

    /** Writes names of parameters. */
    private static final class Names implements ModelFormat {
        @Override
        public String id() {
            return "hs3";
        }

        @Override
        public String title() {
            return "names";
        }

        @Override
        public boolean recognises(Path file) {
            return false;
        }

        @Override
        public ExchangedModel read(Path file, String analysis, Progress progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(ExchangedModel model, Path file) throws IOException {
            Files.writeString(
                    file, model.name() + " of " + model.model().parameters().size());
        }
    }

    /** Writes provenances. */
    private static final class Provenances implements ResultWriter {
        @Override
        public String id() {
            return "json";
        }

        @Override
        public String title() {
            return "provenances";
        }

        @Override
        public void write(Measurement measurement, Path folder, Console console) throws IOException {
            Files.writeString(
                    folder.resolve("result.json"), measurement.provenance().toString());
        }
    }

    /** Draws what all tables of an observable have in common, and what none shows. */
    private final class Drawings implements ResultWriter {
        private final boolean able;

        Drawings(boolean able) {
            this.able = able;
        }

        @Override
        public String id() {
            return "plot";
        }

        @Override
        public String title() {
            return "drawings";
        }

        @Override
        public void write(Measurement measurement, Path to, Console console) throws IOException {
            if (!able) {
                throw new FiduciaException(FiduciaException.Kind.PLUGIN, "there is no font", "install one");
            }
            var image = new BufferedImage(1001, 402, BufferedImage.TYPE_INT_RGB);
            for (int x = 0; x < 1000; x++) {
                for (int y = 0; y < 402; y++) {
                    image.setRGB(x, y, x < 500 ? 0xff0000 : (x + y) % 2 == 0 ? 0xffffff : 0);
                }
            }
            for (String name : List.of("spectrum", "response", "m4l")) {
                ImageIO.write(image, "png", to.resolve(name + ".png").toFile());
            }
            Files.writeString(to.resolve("spectrum.svg"), "<svg/>");
        }
    }

    /** Writes one file. */
    private static final class Other implements Publisher {
        @Override
        public String id() {
            return "other";
        }

        @Override
        public String title() {
            return "others";
        }

        @Override
        public void publish(Publication publication, Path folder, Console console) throws IOException {
            Files.writeString(folder.resolve("other.txt"), "other");
            console.out().print("not for the user");
        }
    }

    private Publication.Entry entry(CountedModel counted) {
        Measurement m = counted.measurement;
        var statistical = new ArrayList<double[]>();
        for (int i = 0; i < m.bins().size(); i++) {
            double[] row = new double[m.bins().size()];
            row[i] = Math.pow(m.bins().get(i).stat().up(), 2);
            statistical.add(row);
        }
        var reuse = new Reuse(statistical, List.of(), List.of("two photons", "$p_T > 20$ GeV"));
        Supplier<CardModel.Model> model = () -> {
            built.incrementAndGet();
            return counted.model;
        };
        return new Publication.Entry(
                m.with(m.details().with(reuse)), "key of " + m.observable().id(), model);
    }

    private byte[] published(int threads, boolean json) throws IOException {
        return published(threads, json, List.of(new Provenances()), Progress.NONE);
    }

    private byte[] published(int threads, boolean json, List<ResultWriter> writers, Progress progress)
            throws IOException {
        var publisher = new HepDataPublisher(List.of(new Names()), writers, List.of(new Other()));
        var publication = new Publication(List.of(entry(coarse), entry(fine)), keeper, threads, progress);
        var out = new PrintWriter(printed);
        publisher.publish(publication, folder, new Console(out, json));
        out.flush();
        return Files.readAllBytes(folder.resolve("submission.tar.gz"));
    }

    private static Iterable<Object> yaml(byte[] bytes) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(new String(bytes, StandardCharsets.UTF_8));
    }

    private static JsonNode document(byte[] bytes) {
        return JSON.valueToTree(yaml(bytes).iterator().next());
    }

    @Test
    void theArchiveHoldsTablesAndWhatBelongsToThem() throws Exception {
        Map<String, byte[]> files = TarArchiveTest.unpacked(published(2, false));
        assertEquals("submission.yaml", files.keySet().iterator().next());
        var documents = new ArrayList<JsonNode>();
        yaml(files.get("submission.yaml")).forEach(d -> documents.add(JSON.valueToTree(d)));
        JsonNode head = documents.get(0);
        assertTrue(
                head.get("comment").asText().contains("two photons; $p_T > 20$ GeV"),
                head.get("comment").asText());
        assertEquals(
                "coarse.hs3.json", head.at("/additional_resources/0/location").asText());
        assertEquals("HS3", head.at("/additional_resources/0/type").asText());
        assertEquals("coarse of 3", new String(files.get("coarse.hs3.json"), StandardCharsets.UTF_8));
        assertEquals("other", new String(files.get("other.txt"), StandardCharsets.UTF_8));
        String result = new String(files.get("fine_result.json"), StandardCharsets.UTF_8);
        assertTrue(result.contains("card=a.json"), result);
        assertTrue(result.contains("command=fiducia measure fine --breakdown --impacts"), result);
        assertTrue(result.contains("seconds={}"), "neither time nor folders: " + result);
        assertEquals(
                "two photons",
                JSON.readTree(files.get("fiducial_definition.json"))
                        .at("/definition/0")
                        .asText());
        assertEquals(
                files.size(),
                1 + head.get("additional_resources").size() + documents.size() - 1,
                "every file is named once");
        for (JsonNode table : documents.subList(1, documents.size())) {
            StructureOfSubmissions.table(table);
            StructureOfSubmissions.data(
                    document(files.get(table.get("data_file").asText())));
        }
        StructureOfSubmissions.head(head);
        String said = printed.toString();
        assertTrue(said.startsWith("submission to HEPData in submission.tar.gz (" + (documents.size() - 1)), said);
        assertFalse(said.contains("not for the user"), said);
    }

    /** Each table of cross sections, and each response, with a picture and a small one: of 1001 pixels 200. */
    @Test
    void tablesHavePictures() throws Exception {
        List<ResultWriter> writers = List.of(new Provenances(), new Drawings(true));
        byte[] archive = published(2, false, writers, Progress.NONE);
        assertArrayEquals(archive, published(1, true, writers, Progress.NONE), "the same again from what is kept");
        Map<String, byte[]> files = TarArchiveTest.unpacked(archive);
        var pictures = new ArrayList<String>();
        for (Object document : yaml(files.get("submission.yaml"))) {
            JsonNode table = JSON.valueToTree(document);
            if (table.has("data_file")) {
                StructureOfSubmissions.table(table);
                for (JsonNode resource : table.path("additional_resources")) {
                    pictures.add(table.get("data_file").asText() + " "
                            + resource.get("location").asText());
                }
            }
        }
        for (String id : List.of("coarse", "fine")) {
            for (String of : List.of("_cross-sections.yaml %s_spectrum.png", "_response.yaml %s_response.png")) {
                assertTrue(pictures.remove(id + of.formatted(id)), pictures::toString);
                assertTrue(pictures.remove(id + of.formatted("thumb_" + id)), pictures::toString);
            }
        }
        assertEquals(List.of(), pictures);
        assertEquals(
                8, files.keySet().stream().filter(name -> name.endsWith(".png")).count());
        assertFalse(files.keySet().stream().anyMatch(name -> name.endsWith(".svg")));
        BufferedImage small = ImageIO.read(new ByteArrayInputStream(files.get("thumb_fine_spectrum.png")));
        assertEquals(200, small.getWidth());
        assertEquals(80, small.getHeight());
        assertEquals(0xffff0000, small.getRGB(99, 79));
        int grey = small.getRGB(100, 0) & 0xff;
        assertEquals(127.5, grey, 6, "half of the pixels are white");
    }

    /** Who cannot draw publishes the numbers, and says so. */
    @Test
    void withoutFontsThereAreNoPictures() throws Exception {
        var warnings = new ArrayList<String>();
        var hears = new Progress() {
            @Override
            public void begin(String what, long total) {}

            @Override
            public void advance(long done) {}

            @Override
            public synchronized void warn(String message) {
                warnings.add(message);
            }
        };
        List<ResultWriter> writers = List.of(new Provenances(), new Drawings(false));
        assertArrayEquals(published(1, false), published(1, true, writers, hears));
        assertEquals(
                List.of(
                        "no picture of coarse is published: there is no font",
                        "no picture of fine is published: there is no font"),
                warnings);
    }

    @Test
    void theNumbersAreThoseOfTheMeasurement() throws Exception {
        Map<String, byte[]> files = TarArchiveTest.unpacked(published(1, false));
        JsonNode table = document(files.get("fine_cross-sections.yaml"));
        for (int j = 0; j < 4; j++) {
            var bin = fine.measurement.bins().get(j);
            JsonNode entry = table.at("/dependent_variables/0/values/" + j);
            assertEquals(bin.sigma(), entry.get("value").asDouble());
            assertEquals(bin.stat().up(), entry.at("/errors/0/symerror").asDouble());
            assertEquals("stat", entry.at("/errors/0/label").asText());
            assertEquals(
                    j, table.at("/independent_variables/0/values/" + j + "/low").asDouble());
        }
        assertEquals("-", table.at("/dependent_variables/1/values/3/value").asText(), "an open bin has no width");
        int place = 0;
        for (Object document : yaml(files.get("submission.yaml"))) {
            if (JSON.valueToTree(document).path("data_file").asText().equals("fine_cross-sections.yaml")) {
                break;
            }
            place++;
        }
        JsonNode qualifiers = table.at("/dependent_variables/1/qualifiers");
        assertEquals(
                String.format("d%02d-x01-y02", place),
                qualifiers.get(qualifiers.size() - 1).get("value").asText());
    }

    /** Who reads predictions finds in the archive what the card predicts, and, asked for, what is measured. */
    @Test
    void theArchiveIsAPrediction() throws Exception {
        published(2, false);
        Path archive = folder.resolve(HepDataPublisher.ARCHIVE);
        assertTrue(new HepDataPrediction().recognises(archive));
        Prediction prediction = new HepDataPrediction().read(archive, Progress.NONE);
        for (CountedModel counted : List.of(coarse, fine)) {
            String id = counted.measurement.observable().id();
            Spectrum expected = prediction.spectrum(id).orElseThrow();
            Spectrum measured = prediction.spectrum(id + " cross sections/1").orElseThrow();
            assertEquals(counted.measurement.observable().binning(), expected.binning());
            for (int j = 0; j < counted.measurement.bins().size(); j++) {
                var bin = counted.measurement.bins().get(j);
                assertEquals(bin.sm(), expected.sigma()[j]);
                assertEquals(bin.sigma(), measured.sigma()[j]);
                assertEquals(bin.stat(), measured.uncertainties().get("stat").get(j));
            }
        }
    }

    @Test
    void theCovarianceBetweenSpectraHasARowForEveryBin() throws Exception {
        Map<String, byte[]> files = TarArchiveTest.unpacked(published(2, false));
        JsonNode spectra = JSON.readTree(files.get("statistical_covariance_between_spectra.json"));
        assertEquals(ObservableWork.REPLICAS, spectra.get("replicas").asInt());
        assertEquals(6, spectra.get("covariance").size());
        assertEquals("fine", spectra.at("/rows/2/observable").asText());
        assertEquals("0–1", spectra.at("/rows/2/bin").asText());
        double a = spectra.at("/covariance/0/0").asDouble();
        assertEquals(a, spectra.at("/covariance/0/2").asDouble(), 1e-6 * a, "the same events, the same number");
        double expected = coarse.events(0) / (CountedModel.EVENTS * CountedModel.EVENTS);
        assertEquals(expected, a, 4 * Math.sqrt(2.0 / ObservableWork.REPLICAS) * expected);
    }

    @Test
    void theSameBytesAgainByAnyNumberOfThreads() throws Exception {
        byte[] once = published(1, false);
        assertEquals(2, built.get(), "one model for each observable");
        byte[] again = published(2, true);
        assertArrayEquals(once, again);
        assertEquals(2, built.get(), "what is kept is not made again");
        store.clear();
        assertArrayEquals(once, published(2, true));
        assertEquals(4, built.get());
        assertEquals(1, printed.toString().lines().count(), "whoever asks for JSON reads nothing else");
    }

    /** What a data base does not have to take is told before anything is written. */
    @Test
    void nothingIsWrittenOfWhatIsRefused() {
        var twice = new Publication(List.of(entry(fine), entry(fine)), keeper, 1, Progress.NONE);
        var publisher = new HepDataPublisher(List.of(), List.of(), List.of());
        var e = org.junit.jupiter.api.Assertions.assertThrows(
                org.fiducia.api.FiduciaException.class,
                () -> publisher.publish(twice, folder, new Console(new PrintWriter(printed), false)));
        assertTrue(e.getMessage().contains("belongs to two tables"), e.getMessage());
        assertEquals(Set.of(), Set.of(folder.toFile().list()));
    }
}
