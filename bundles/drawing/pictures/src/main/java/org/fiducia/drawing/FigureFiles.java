package org.fiducia.drawing;

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
import java.util.function.Supplier;
import org.fiducia.api.report.Figure;

/** Pictures of figures as files. What was drawn once need not be drawn again. */
public final class FigureFiles {
    private FigureFiles() {}

    /** Bytes of the same words are made once. */
    public interface Kept {
        /** Those that were made before, or are made now. */
        byte[] of(String what, Supplier<byte[]> make);
    }

    /**
     * Writes pictures of figures into a folder, each as {@code ID.svg} and {@code ID.png}.
     *
     * @param threads at least 1: each file is drawn on its own, two side by side take little more than half the time
     * @param kept keeps what is drawn
     */
    public static void write(List<Figure> figures, Path folder, int threads, Kept kept) throws IOException {
        var tasks = new ArrayList<Callable<Path>>();
        for (Figure figure : figures) {
            tasks.add(() -> Files.write(folder.resolve(figure.id() + ".png"), png(figure, kept)));
            tasks.add(() -> Files.write(folder.resolve(figure.id() + ".svg"), svg(figure, kept)));
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(tasks.size(), threads)));
        try {
            for (Future<Path> file : pool.invokeAll(tasks)) {
                file.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while drawing");
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** The bytes of a figure's vector picture. */
    public static byte[] svg(Figure figure, Kept kept) {
        return kept.of(
                "svg " + Runtime.version() + " " + figure,
                () -> FigurePicture.of(figure).svg());
    }

    private static byte[] png(Figure figure, Kept kept) {
        return kept.of(
                "png " + Runtime.version() + " " + figure,
                () -> FigurePicture.of(figure).png());
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
