package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter.Console;
import org.fiducia.kernel.recall.KeptFiles;
import org.fiducia.kernel.recall.Recording;
import org.fiducia.kernel.store.Store;

/**
 * What the writers of a card make of measurements. Where all of them are repeatable it is kept in the store, and what was
 * made before of the same is not made again.
 *
 * @param keeps whether it is kept
 * @param json whether JSON is printed
 * @param command the command line of the call
 * @param recording hears what is written
 */
record Results(Writers writers, Store store, boolean keeps, boolean json, String command, Recording recording) {
    /** What files are kept under, in this form and by these writers. */
    String key(Object... parts) {
        return Store.key(Store.key(parts), writers.fingerprint(store), json);
    }

    /** What was made before. */
    Optional<KeptFiles> known(String key) {
        return keeps ? store.get(KeptFiles.KIND, key, KeptFiles::read) : Optional.empty();
    }

    /**
     * Lets the files that were made before appear. Returns what is printed with them.
     *
     * @param id of the observable
     * @param key of the files
     */
    String again(String id, KeptFiles kept, String key, ResultFolder folder, Progress progress) {
        progress.begin(id + ": writing results", 0);
        try {
            kept.copy(folder.path(), command, progress);
        } catch (IOException e) {
            throw FiduciaException.unwritable(folder.target(), e);
        }
        folder.publish();
        recording.replaced(folder.target(), key, command);
        return kept.text(command);
    }

    /**
     * Has the files of a measurement written and lets them appear. Returns what is printed with them.
     *
     * @param measurement for a command line that is told
     */
    String write(Function<String, Measurement> measurement, String key, ResultFolder folder, Progress progress) {
        if (!keeps) {
            recording.unrepeatable();
            String text = writers.write(measurement.apply(command), folder, json, progress);
            folder.publish();
            return text;
        }
        String text = writers.write(measurement.apply(KeptFiles.COMMAND), folder, json, progress);
        KeptFiles made;
        try {
            made = KeptFiles.taken(folder.path(), text, json);
            made.complete(folder.path(), command);
        } catch (IOException e) {
            throw FiduciaException.unwritable(folder.target(), e);
        }
        folder.publish();
        store.put(KeptFiles.KIND, key, made::write);
        recording.replaced(folder.target(), key, command);
        return made.text(command);
    }

    /** Writes what several measurements have to say together. */
    void summarise(List<Measured> measured, Path out, Console console, Progress progress) {
        String key = key("summary", measured.stream().map(Measured::form).toList());
        Optional<KeptFiles> known = known(key);
        try {
            if (known.isPresent()) {
                known.get().add(out, command, progress);
                console.out().print(known.get().text(command));
                recording.added(out, "", key, command);
                return;
            }
            var text = new StringWriter();
            var printer = new PrintWriter(text);
            writers.summarise(measured.stream().map(one -> one.made().get()).toList(), out, new Console(printer, json));
            printer.flush();
            if (keeps && !measured.isEmpty()) {
                var made = new KeptFiles(KeptFiles.printed(text.toString(), json), summaries(out));
                store.put(KeptFiles.KIND, key, made::write);
                recording.added(out, "", key, command);
            }
            console.out().print(text);
        } catch (IOException e) {
            throw FiduciaException.unwritable(out, e);
        }
    }

    /** The files of the writers in a folder of results. */
    private List<KeptFiles.Content> summaries(Path out) throws IOException {
        Path manifest = out.resolve(ResultFolder.MANIFEST);
        var files = new ArrayList<KeptFiles.Content>();
        for (String line : Files.isRegularFile(manifest) ? Files.readAllLines(manifest) : List.<String>of()) {
            String[] parts = line.split("\t", 2);
            if (parts.length == 2 && writers.has(parts[0])) {
                files.add(KeptFiles.Content.of(parts[0], parts[1], Files.readAllBytes(out.resolve(parts[1]))));
            }
        }
        return files;
    }
}
