package org.fiducia.kernel.recall;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.Nullable;
import org.fiducia.kernel.recall.Answer.Form;
import org.fiducia.kernel.recall.Answer.Untouched;
import org.fiducia.kernel.recall.Answer.Written;
import org.fiducia.kernel.store.Stamp;

/**
 * Hears while a call runs what its answer depends on and what it writes. Nothing comes of it unless the call says in the end
 * that this was all. Thread-safe.
 */
public final class Recording {
    private final Map<Path, Stamp> read = new HashMap<>();
    private final List<Written> written = new ArrayList<>();
    private final List<Untouched> untouched = new ArrayList<>();
    private @Nullable String last;
    private boolean unrepeatable;

    /** A file was read whose stamp was this before. */
    public synchronized void read(Path file, Stamp stamp) {
        if (file.getFileSystem() != FileSystems.getDefault()) { // nobody asks elsewhere without a framework
            unrepeatable = true;
            return;
        }
        read.putIfAbsent(file.toAbsolutePath().normalize(), stamp); // what changed meanwhile is not what was read first
    }

    /**
     * Kept files became a folder of results.
     *
     * @param key of the files in the store
     * @param command line that stands in them
     */
    public synchronized void replaced(Path folder, String key, String command) {
        written.add(new Written(folder.toAbsolutePath().normalize(), Form.REPLACED, "", key, command));
    }

    /**
     * Kept files were added to a folder.
     *
     * @param owner of all; empty where each has its own
     * @param key of the files in the store
     * @param command line that stands in them
     */
    public synchronized void added(Path folder, String owner, String key, String command) {
        written.add(new Written(folder.toAbsolutePath().normalize(), Form.ADDED, owner, key, command));
    }

    /** The answer is another one where an owner has files in a folder. */
    public synchronized void without(Path folder, String owner) {
        untouched.add(new Untouched(folder.toAbsolutePath().normalize(), owner));
    }

    /** The answer depends on what nobody can tell. */
    public synchronized void unrepeatable() {
        unrepeatable = true;
    }

    /** The answer depends on nothing but the call, the program and what was said here. */
    public synchronized void complete() {
        complete("");
    }

    /** The same, and the last line of what is printed tells how long it took. */
    public synchronized void complete(String line) {
        last = line;
    }

    /**
     * The answer.
     *
     * @param printed all that the call printed
     * @return empty when the call does not say that it would be the same again
     */
    public synchronized Optional<Answer> answer(String printed) {
        if (last == null || unrepeatable) {
            return Optional.empty();
        }
        boolean timed = !last.isEmpty() && printed.endsWith(last + System.lineSeparator());
        String text = timed
                ? printed.substring(
                        0,
                        printed.length()
                                - last.length()
                                - System.lineSeparator().length())
                : printed;
        return Optional.of(new Answer(read, untouched, written, text, timed));
    }
}
