package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Publication;
import org.fiducia.api.command.Publisher;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter.Console;
import org.fiducia.api.store.Keeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every publisher keeps. The test of one extends it and gives it, with something to publish, to the constructor. */
public abstract class PublisherContract {
    private static final String OTHER = "of another publisher";

    private final Publisher publisher;
    private final Publication publication;

    @TempDir
    private Path folder;

    /**
     * @param publisher the publisher under test
     * @param publication what it is given, e.g. {@link #examples()}
     */
    protected PublisherContract(Publisher publisher, Publication publication) {
        this.publisher = publisher;
        this.publication = publication;
    }

    /** Intervals, rectangles, classes and a bin without jets, without their models. */
    public static Publication examples() {
        return of(List.of(
                ExampleMeasurements.compared(),
                ExampleMeasurements.rectangles(),
                ExampleMeasurements.jetCount(),
                ExampleMeasurements.leadingJet()));
    }

    private static Publication of(List<Measurement> measurements) {
        List<Publication.Entry> entries = measurements.stream()
                .map(m -> new Publication.Entry(m, m.observable().id(), () -> {
                    throw new UnsupportedOperationException("examples have no models");
                }))
                .toList();
        return new Publication(entries, Keeper.NONE, 2, Progress.NONE);
    }

    /** Files by name, and what was printed by the empty name, in a new folder with a file that is there already. */
    private Map<String, String> published(String name, boolean json, int threads) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        Files.writeString(place.resolve(OTHER), OTHER);
        var printed = new StringWriter();
        var console = new PrintWriter(printed);
        var asked = new Publication(publication.entries(), publication.keeper(), threads, publication.progress());
        publisher.publish(asked, place, new Console(console, json));
        console.flush();
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(place)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                files.put(place.relativize(file).toString(), new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }
        assertEquals(OTHER, files.remove(OTHER), "files of others stay");
        assertFalse(files.isEmpty(), "something is written");
        files.put("", printed.toString());
        return files;
    }

    /** By any number of threads, whatever the language of the machine. */
    @Test
    void theSameBytesAgain() throws IOException {
        Map<String, String> once = published("once", false, 1);
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(once, published("again", false, 3));
        } finally {
            Locale.setDefault(locale);
        }
    }

    /** A program that asks for JSON reads nothing else. */
    @Test
    void whoAsksForJsonReadsNothingOfIt() throws IOException {
        assertEquals("", published("json", true, 1).get(""));
    }

    /** A file is in the place of the folder: what cannot be written is a failure, and what is there stays. */
    @Test
    void whatCannotBeWrittenIsAFailure() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), OTHER);
        var console = new Console(new PrintWriter(new StringWriter()), false);
        Exception failed = assertThrows(Exception.class, () -> publisher.publish(publication, taken, console));
        assertTrue(failed instanceof IOException || failed instanceof FiduciaException, failed::toString);
        assertEquals(OTHER, Files.readString(taken));
    }
}
