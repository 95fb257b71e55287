package org.fiducia.publisher.yoda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.command.Publication;
import org.fiducia.api.command.Publisher;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter.Console;
import org.fiducia.publisher.tables.Tables;
import org.osgi.service.component.annotations.Component;

/** Writes the tables of all measurements as one file of reference data, called after the analysis. */
@Component(service = Publisher.class)
public final class YodaPublisher implements Publisher {
    @Override
    public String id() {
        return "yoda";
    }

    @Override
    public String title() {
        return "reference data for Rivet (YODA)";
    }

    @Override
    public void publish(Publication publication, Path folder, Console console) throws IOException {
        List<Measurement> measurements = publication.measurements();
        String analysis = Tables.analysis(measurements.get(0));
        var text = new YodaText(analysis, Tables.of(measurements));
        String file = analysis + ".yoda";
        Files.writeString(folder.resolve(file), text.toString());
        if (!console.json()) {
            console.out().println("reference data in " + file + " (YODA, " + text.objects() + " objects)");
        }
    }
}
