package org.fiducia.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Publisher;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.ReportWriter;
import org.junit.jupiter.api.Test;

/** Contracts of what writes files fail where a double is wrong, and only there. */
class WriterContractsTest {
    private final AtomicInteger calls = new AtomicInteger();

    private static WriterContract writer(Wrong.Writer writer) {
        return new WriterContract(writer) {};
    }

    @Test
    void writersOfResults() {
        Wrong.in(() -> writer((measurement, folder, console) -> Files.writeString(
                folder.resolve("sigma"), measurement.bins().get(0).sigma() + "\n")));
        Wrong.in(() -> writer((measurement, folder, console) -> {}), "everyFormIsWritten");
        Wrong.in(
                () -> writer((measurement, folder, console) -> {
                    Files.writeString(folder.resolve("spread"), "" + measurement.correlation()[1][0]);
                }),
                "everyFormIsWritten");
        Wrong.in(
                () -> writer((measurement, folder, console) ->
                        Files.writeString(folder.resolve("call"), "" + calls.incrementAndGet())),
                "theSameBytesAgain");
        Wrong.in(
                () -> writer((measurement, folder, console) ->
                        Files.writeString(folder.resolve("number"), String.format("%.3f", measurement.nll() + 0.5))),
                "theSameBytesAgain");
        Wrong.in(
                () -> writer((measurement, folder, console) -> console.out().println("sigma")),
                "whoAsksForJsonGetsNothingElse");
        Wrong.in(
                () -> writer((measurement, folder, console) -> {
                    try {
                        Files.writeString(folder.resolve("a"), "a");
                    } catch (IOException e) {
                        console.out().println("no file");
                    }
                }),
                "whatCannotBeWrittenIsAFailure");
    }

    /** Writes the command line into a file, and says that it may be kept. */
    private record Kept(String file, UnaryOperator<String> told) implements ResultWriter {
        @Override
        public String id() {
            return "kept";
        }

        @Override
        public String title() {
            return "what may be kept";
        }

        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public void write(Measurement measurement, Path folder, Console console) throws IOException {
            String command = String.valueOf(measurement.provenance().get("command"));
            Files.writeString(folder.resolve(file), told.apply(command));
        }
    }

    private static WriterContract kept(String file, UnaryOperator<String> told) {
        return new WriterContract(new Kept(file, told)) {};
    }

    @Test
    void writersWhoseFilesMayBeKept() {
        Wrong.in(() -> kept("note", command -> "by " + command));
        Wrong.in(() -> kept(
                "page.html",
                command -> command.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")));
        Wrong.in(() -> kept("page.html", command -> command), "whatMayBeKeptTellsTheCommandWhole");
        Wrong.in(() -> kept("a.json", command -> command), "whatMayBeKeptTellsTheCommandWhole");
        Wrong.in(() -> kept("note", command -> "" + command.length()), "whatMayBeKeptTellsTheCommandWhole");
    }

    /** Publishes by one line. */
    private interface Line extends Publisher {
        @Override
        default String id() {
            return "line";
        }

        @Override
        default String title() {
            return "a line";
        }
    }

    private static PublisherContract publisher(Line line) {
        return new PublisherContract(line, PublisherContract.examples()) {};
    }

    @Test
    void publishers() {
        Wrong.in(() -> publisher((publication, folder, console) -> Files.writeString(
                folder.resolve("ids"), "" + publication.entries().size())));
        Wrong.in(
                () -> publisher((publication, folder, console) ->
                        Files.writeString(folder.resolve("threads"), "" + publication.threads())),
                "theSameBytesAgain");
        Wrong.in(
                () -> publisher((publication, folder, console) -> {
                    Files.writeString(folder.resolve("a"), "a");
                    console.out().println("a");
                }),
                "whoAsksForJsonReadsNothingOfIt");
        Wrong.in(
                () -> publisher((publication, folder, console) -> {
                    if (Files.isDirectory(folder)) {
                        Files.writeString(folder.resolve("a"), "a");
                    }
                }),
                "whatCannotBeWrittenIsAFailure");
    }

    /** Draws nothing, and says the titles. */
    private static class Titles implements ReportWriter {
        @Override
        public void pictures(List<Figure> figures, Path folder, int threads) throws IOException {
            for (Figure figure : figures) {
                Files.writeString(folder.resolve(figure.id() + ".svg"), "<svg>" + figure.title());
                Files.writeString(folder.resolve(figure.id() + ".png"), figure.title());
            }
        }

        @Override
        public void page(Report report, Path file) throws IOException {
            var html = new StringBuilder(String.join("\n", report.lines())
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("NaN", ""));
            report.all(Figure.class).forEach(figure -> html.append(figure.title()));
            Files.writeString(file, "cross sections\n" + html);
        }
    }

    @Test
    void writersOfReports() {
        Wrong.in(() -> new ReportWriterContract(new Titles()) {});
        Wrong.in(
                () -> new ReportWriterContract(new Titles() {
                    @Override
                    public void pictures(List<Figure> figures, Path folder, int threads) throws IOException {
                        super.pictures(figures, folder, threads);
                        Files.writeString(folder.resolve("a.svg"), "<svg>" + threads);
                    }
                }) {},
                "everyFigureIsTwoFiles");
        Wrong.in(
                () -> new ReportWriterContract(new Titles() {
                    @Override
                    public void page(Report report, Path file) throws IOException {
                        Files.writeString(file, String.join("\n", report.lines()));
                    }
                }) {},
                "aPageHoldsWhatIsForPeople");
        Wrong.in(
                () -> new ReportWriterContract(new Titles() {
                    @Override
                    public void page(Report report, Path file) throws IOException {
                        if (Files.isDirectory(file.getParent())) {
                            super.page(report, file);
                        }
                    }
                }) {},
                "whatCannotBeWrittenIsAFailure");
    }

    /** A count in a file: {@code count 12 start 1.5}. */
    private static class Counts implements Wrong.Format {
        @Override
        public boolean recognises(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            return new String(bytes, StandardCharsets.ISO_8859_1).startsWith("count");
        }

        @Override
        public ExchangedModel read(Path file, String analysis, Progress progress) throws IOException {
            String[] words = Files.readString(file).strip().split(" ");
            if (words.length != 4 || !words[0].equals("count") || !words[2].equals("start")) {
                throw new FiduciaException(Kind.INPUT, file + " is no count", "write one");
            }
            return model(number(words[1]), number(words[3]));
        }

        double number(String word) {
            try {
                return Math.max(0, Math.min(1e3, Double.parseDouble(word)));
            } catch (NumberFormatException e) {
                throw new FiduciaException(Kind.INPUT, word + " is no number", "write one", e);
            }
        }

        private static ExchangedModel model(double count, double start) {
            var component = new org.fiducia.api.model.Component(
                    "all", Expression.ref("mu"), Shape.histogram(new double[] {0, 1}, new double[] {1}));
            var category = new ModelCategory("c", 0, 1, List.of(component), Map.of());
            var model = new StatisticalModel(
                    List.of(Parameter.interest("mu", start, 0, 1e3, 1)), List.of(), List.of(category));
            return new ExchangedModel(
                    "counts",
                    model,
                    Dataset.histograms(List.of(new double[] {0, 1}), List.of(new double[] {count})),
                    Map.of());
        }

        @Override
        public void write(ExchangedModel model, Path file) throws IOException {
            Files.writeString(
                    file,
                    "count " + model.data().weights().get(0)[0] + " start "
                            + model.model().initial()[0]);
        }
    }

    private static FormatContract format(Counts format) {
        return new FormatContract(format, (Wrong.Compiler) (model, data) -> new CountingLikelihood(
                model.parameters(), new double[][] {{0, 1}}, data.weights().get(0)[0])) {
            @Override
            protected Path file(Path folder) throws IOException {
                return Files.writeString(folder.resolve("file.count"), "count 12 start 1.5\n");
            }
        };
    }

    @Test
    void formats() {
        Wrong.in(() -> format(new Counts()));
        Wrong.in(
                () -> format(new Counts() {
                    @Override
                    public boolean recognises(Path file) {
                        return true;
                    }
                }),
                "recognisesItsFilesAndNoOthers");
        Wrong.in(
                () -> format(new Counts() {
                    @Override
                    double number(String word) {
                        return Double.parseDouble(word);
                    }
                }),
                "aDamagedFileIsReadOrRefusedAndNothingElse");
        Wrong.in(
                () -> format(new Counts() {
                    @Override
                    public void write(ExchangedModel model, Path file) throws IOException {
                        Files.writeString(file, "count 11 start 1.5");
                    }
                }),
                "whatIsWrittenIsReadAgain");
        Wrong.in(
                () -> format(new Counts() {
                    @Override
                    public ExchangedModel read(Path file, String analysis, Progress progress) throws IOException {
                        return super.read(file, analysis, progress).withNotes(List.of("" + calls.incrementAndGet()));
                    }
                }),
                "readsTheSameTwice");
    }
}
