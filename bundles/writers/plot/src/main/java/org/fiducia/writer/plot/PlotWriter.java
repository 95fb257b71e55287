package org.fiducia.writer.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.osgi.service.component.annotations.Component;

/**
 * Writes pictures of a measurement, each as SVG and as PNG: {@code spectrum} (cross sections and their ratio to the
 * prediction), {@code m4l} (mass distribution) and {@code response} (efficiency matrix).
 */
@Component(service = ResultWriter.class)
public final class PlotWriter implements ResultWriter {
    @Override
    public String id() {
        return "plot";
    }

    @Override
    public String title() {
        return "spectrum, mass distribution and response matrix as SVG and PNG";
    }

    @Override
    public void write(Measurement measurement, Path folder, Console console) throws IOException {
        try {
            draw(measurement, folder);
        } catch (LinkageError | InternalError e) {
            throw new FiduciaException(
                    FiduciaException.Kind.PLUGIN,
                    "plot: this Java runtime cannot draw text (" + e + ")",
                    "install fontconfig and a font such as DejaVu Sans, or take \"plot\" out of the card's writers",
                    e);
        }
    }

    private static void draw(Measurement measurement, Path folder) throws IOException {
        var pictures =
                List.of(MassPicture.of(measurement), SpectrumPicture.of(measurement), ResponsePicture.of(measurement));
        var tasks = new ArrayList<Callable<Path>>();
        for (Picture picture : pictures) {
            tasks.add(() -> Files.write(folder.resolve(picture.name() + ".png"), picture.png()));
            tasks.add(() -> Files.write(folder.resolve(picture.name() + ".svg"), picture.svg()));
        }
        // Each file is drawn on its own: side by side they take little more than half the time.
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(tasks.size(), cores));
        try {
            for (Future<Path> file : threads.invokeAll(tasks)) {
                file.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while drawing");
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void rethrow(Throwable cause) throws IOException {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof IOException failure) {
            throw failure;
        }
        throw cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }
}
