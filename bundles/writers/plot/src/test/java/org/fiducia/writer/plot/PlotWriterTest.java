package org.fiducia.writer.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fiducia.api.measurement.ResultWriter.Console;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlotWriterTest {
    private static final Console CONSOLE = new Console(new PrintWriter(Writer.nullWriter()), false);

    static Stream<String> names() {
        return Synthetic.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesSixFilesAndAlwaysTheSame(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "pictures", name));
        new PlotWriter().write(Synthetic.all().get(name), folder, CONSOLE);
        Set<String> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
        assertEquals(
                Set.of("spectrum.svg", "spectrum.png", "m4l.svg", "m4l.png", "response.svg", "response.png"), files);
    }
}
