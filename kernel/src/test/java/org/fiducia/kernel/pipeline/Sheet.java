package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;

/** A writer whose files may be kept; it tells the command line. */
record Sheet(Calls calls) implements ResultWriter {
    @Override
    public String id() {
        return "sheet";
    }

    @Override
    public String title() {
        return "sheets";
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void write(Measurement measurement, Path folder, Console console) throws IOException {
        calls.at("sheet.write");
        String id = measurement.observable().id();
        String sigma = String.valueOf(measurement.bins().get(0).sigma());
        Object command = measurement.provenance().get("command");
        Files.writeString(folder.resolve("sheet.txt"), id + " " + sigma + " by " + command);
        Files.writeString(folder.resolve("bins.html"), sigma);
        console.out().println("sheet of " + id + " by " + command);
    }

    @Override
    public void summarise(List<Measurement> measurements, Path folder, Console console) throws IOException {
        calls.at("sheet.summarise");
        try (var results = new ResultFolder(folder, id())) {
            Files.writeString(results.path().resolve("sheets.txt"), measurements.size() + " sheets");
            results.add();
        }
        console.out().println(measurements.size() + " sheets");
    }
}
