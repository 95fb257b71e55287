package org.fiducia.kernel.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter.Console;
import org.fiducia.api.observable.Classification;
import org.fiducia.kernel.jobs.RunningJob;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.recall.KeptFiles;

/**
 * Observables of one call, several at once: what is there of them, what is missing, and their files.
 *
 * @param plugins find out whom a failure comes from
 * @param kept what was measured before
 * @param results writes
 * @param told what belongs to a measurement beside what is kept of it
 */
record Measuring(
        Plugins plugins,
        KeptMeasurements kept,
        Results results,
        UnaryOperator<Measurement> told,
        RunningJob job,
        Workers workers) {
    /**
     * One of them.
     *
     * @param key of the measurement
     * @param form of its files
     * @param make measures
     * @param provenance of its files for a command line
     */
    record Order(
            Classification<?> observable,
            String key,
            String form,
            Supplier<Measurement> make,
            Function<String, Map<String, Object>> provenance) {
        String id() {
            return observable.info().id();
        }
    }

    /** What is known of an observable; the measurement is looked for where the files are not there. */
    private record Found(Optional<KeptFiles> files, Optional<Measurement> measurement) {
        boolean nothing() {
            return files.isEmpty() && measurement.isEmpty();
        }
    }

    /** What became of an observable: its measurement, and what the writers print of it; or why there is none. */
    private record Written(
            @Nullable Measured measured,
            String text,
            @Nullable FiduciaException failure) {}

    /**
     * Measures and writes.
     *
     * @param prepare makes what all share that are not known, with all threads
     * @return what was measured, in the order of the orders
     * @throws FiduciaException the first failure, when all others are written
     */
    List<Measured> of(List<Order> orders, Runnable prepare, Path out, Console console) {
        boolean several = orders.size() > 1;
        List<Found> found = workers.all(orders.stream()
                .<Callable<Found>>map(order -> () -> found(order))
                .toList());
        if (found.stream().anyMatch(Found::nothing)) {
            prepare.run();
        }
        if (several) {
            job.begin("measuring " + orders.size() + " observables", orders.size());
        }
        var tasks = new ArrayList<Callable<Written>>();
        for (int o = 0; o < orders.size(); o++) {
            Order order = orders.get(o);
            Found there = found.get(o);
            tasks.add(() -> {
                try {
                    return written(order, there, out, several ? new QuietProgress(job) : job);
                } catch (FiduciaException e) {
                    return failed(order, e, several);
                } catch (CancellationException e) {
                    throw e;
                } catch (RuntimeException | Error e) {
                    Optional<FiduciaException> blamed = plugins.blame(e);
                    if (blamed.isEmpty()) {
                        throw e;
                    }
                    return failed(order, blamed.get(), several);
                } finally {
                    if (several) {
                        job.advance(1);
                    }
                }
            });
        }
        List<Written> written = several ? workers.all(tasks) : List.of(Workers.call(tasks.get(0)));
        job.finish();
        written.forEach(one -> console.out().print(one.text()));
        List<Measured> measured =
                written.stream().map(Written::measured).filter(Objects::nonNull).toList();
        if (several) {
            results.summarise(measured, out, console, job);
        }
        console.out().flush();
        for (Written one : written) {
            if (one.failure() != null) {
                throw one.failure();
            }
        }
        return measured;
    }

    private Found found(Order order) {
        Optional<KeptFiles> files = results.known(order.form());
        return new Found(files, files.isPresent() ? Optional.empty() : kept.known(order.key()));
    }

    private Written written(Order order, Found found, Path out, Progress shown) {
        try (var folder = new ResultFolder(out.resolve(order.id()))) {
            var measurement = new Once<>(() -> told.apply(
                    found.measurement().or(() -> kept.known(order.key())).orElseGet(order.make())));
            Function<String, Measurement> complete = command ->
                    measurement.get().withProvenance(order.provenance().apply(command));
            String text = found.files().isPresent()
                    ? results.again(order.id(), found.files().get(), order.form(), folder, shown)
                    : results.write(complete, order.form(), folder, shown);
            var made = new Once<>(() -> complete.apply(results.command()));
            return new Written(new Measured(order.observable(), order.key(), order.form(), made), text, null);
        }
    }

    private Written failed(Order order, FiduciaException e, boolean several) {
        job.checkCancelled(); // what fails then fails because of it
        if (several) {
            job.warn(order.id() + " failed: " + e.getMessage() + " → " + e.remedy());
        }
        return new Written(null, "", e);
    }
}
