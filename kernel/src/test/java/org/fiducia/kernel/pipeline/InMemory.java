package org.fiducia.kernel.pipeline;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.api.inference.Asked;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.CardDifferences;
import org.fiducia.kernel.card.CardReader;
import org.fiducia.kernel.jobs.JobBoard;
import org.fiducia.kernel.jobs.RunningJob;
import org.fiducia.kernel.plugins.Components;
import org.fiducia.kernel.plugins.Felix;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;
import org.osgi.framework.BundleException;

/** The analysis of {@link Counting} with its plug-ins in a framework, and whole pipelines on it. */
final class InMemory implements AutoCloseable {
    /** Nothing but the measurement. */
    static final MeasurementRequest PLAIN = new MeasurementRequest(false, asked(List.of(), List.of(), List.of()));

    /** The same of what is expected. */
    static final MeasurementRequest ASIMOV = new MeasurementRequest(true, PLAIN.asked());

    /** Scans, contours and limits. */
    static Asked asked(List<String> scans, List<String> contours, List<String> limits) {
        return new Asked(false, false, scans, 31, List.of(), contours, limits, 0.95, List.of(), List.of(), 0, 0, 1);
    }

    final Counting counting = new Counting();
    final ExactInference inference = new ExactInference();
    final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    final List<String> remarks = Collections.synchronizedList(new ArrayList<>());
    final Plugins plugins;
    final Path card;
    final Path out;

    /** The job of the pipeline that runs. */
    volatile RunningJob job;

    private final Path folder;
    private final Felix felix;

    InMemory(Path folder) throws BundleException, java.io.IOException {
        this.folder = folder;
        this.card = Counting.write(folder.resolve("analysis"));
        this.out = folder.resolve("results");
        this.felix = new Felix(folder);
        counting.register(felix.shipped("tiny"));
        this.plugins = new Plugins(felix.context(), new Components());
    }

    Felix felix() {
        return felix;
    }

    /** Whether what is stored is used. */
    volatile boolean reuse = true;

    /** The command line of the calls. */
    volatile List<String> command = List.of("fiducia", "measure");

    Store store() {
        return new Store(folder.resolve("store"), reuse, Long.MAX_VALUE, remarks::add);
    }

    AnalysisCard card(String... changes) {
        return CardReader.read(card, List.of(changes));
    }

    /** Works with a pipeline in a job of its own; what it throws is thrown. */
    <T> T with(AnalysisCard chosen, int threads, Function<Pipeline, T> work) {
        var result = new AtomicReference<T>();
        var thrown = new AtomicReference<Throwable>();
        JobListener listener = new JobListener() {
            @Override
            public void warned(Job of, String message) {
                warnings.add(message);
            }
        };
        var board = new JobBoard(TimeUnit.DAYS.toMillis(1));
        board.start(List.of("test"), List.of(listener), new JobBoard.Work() {
                    @Override
                    public int run(RunningJob running) {
                        job = running;
                        try (var pipeline =
                                new Pipeline(chosen, plugins, store(), running, threads, Optional.empty())) {
                            result.set(work.apply(pipeline));
                        } catch (Throwable e) {
                            thrown.set(e);
                        }
                        return 0;
                    }

                    @Override
                    public void giveUp(RunningJob of, Predicate<Thread> ofJob) {
                        throw new AssertionError("it does not stop");
                    }
                })
                .awaitOrCancel();
        if (thrown.get() instanceof RuntimeException e) {
            throw e;
        }
        if (thrown.get() instanceof Error e) {
            throw e;
        }
        return result.get();
    }

    /** What a call of {@code measure} gives and prints. */
    record Outcome(List<Measurement> measured, String text) {}

    Outcome measure(AnalysisCard chosen, List<String> ids, MeasurementRequest request, int threads) {
        var text = new StringWriter();
        List<Measurement> measured = with(
                chosen,
                threads,
                pipeline -> pipeline
                        .measure(
                                ids,
                                request,
                                inference,
                                out,
                                new ResultWriter.Console(new PrintWriter(text), false),
                                new Origin(command, CardDifferences.NONE))
                        .stream()
                        .map(one -> one.made().get())
                        .toList());
        return new Outcome(measured, text.toString().replace(System.lineSeparator(), "\n"));
    }

    /** One observable with changes of the card. */
    Measurement measure(String id, String... changes) {
        return measure(card(changes), List.of(id), PLAIN, 2).measured().get(0);
    }

    @Override
    public void close() throws BundleException {
        felix.close();
    }
}
