package org.fiducia.writer.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.drawing.Picture;
import org.osgi.service.component.annotations.Component;

/**
 * Writes pictures of a measurement, each as SVG and as PNG: {@code spectrum} (cross sections and their ratio to the
 * prediction), {@code m4l} (mass distribution and its ratio to the fit) and {@code response} (efficiency matrix); for several
 * bins {@code correlation}; where they were asked for, {@code breakdown} (uncertainty of each bin by groups) and {@code
 * impacts} (ranking of nuisances).
 */
@Component(service = ResultWriter.class)
public final class PlotWriter implements ResultWriter {
    @Override
    public String id() {
        return "plot";
    }

    @Override
    public String title() {
        return "spectrum, mass distribution, response and correlations as SVG and PNG";
    }

    @Override
    public void write(Measurement measurement, Path folder, Console console) throws IOException {
        try {
            var pictures = new ArrayList<>(List.of(
                    MassPicture.of(measurement), SpectrumPicture.of(measurement), ResponsePicture.of(measurement)));
            if (measurement.bins().size() > 1) {
                pictures.add(CorrelationPicture.of(measurement));
            }
            if (!measurement.breakdown().isEmpty()) {
                pictures.add(BreakdownPicture.of(measurement));
            }
            if (!measurement.impacts().isEmpty()) {
                pictures.add(ImpactPicture.of(measurement));
            }
            Picture.write(pictures, folder, Runtime.getRuntime().availableProcessors());
        } catch (LinkageError | InternalError e) {
            throw new FiduciaException(
                    FiduciaException.Kind.PLUGIN,
                    "plot: this Java runtime cannot draw text (" + e + ")",
                    "install fontconfig and a font such as DejaVu Sans, or take \"plot\" out of the card's writers",
                    e);
        }
    }
}
