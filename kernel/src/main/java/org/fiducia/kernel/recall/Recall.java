package org.fiducia.kernel.recall;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.fiducia.api.Progress;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.kernel.recall.Answer.Form;
import org.fiducia.kernel.recall.Answer.Written;
import org.fiducia.kernel.store.Store;
import org.fiducia.kernel.store.StoreFolder;

/**
 * Answers a call as it was answered before, when nothing that the answer depends on has changed: the call, the program, and
 * the files that were read. No framework is needed for it.
 */
public final class Recall {
    private static final String KIND = "answer";

    /** More is not kept, letters. */
    private static final int LONGEST = 1 << 22;

    private final Question question;
    private final Store store;

    /** Answers of a call, in its store. */
    private Recall(Question question) {
        this.question = question;
        this.store =
                new Store(StoreFolder.of(question.home(), question.environment()), true, Long.MAX_VALUE, remark -> {});
    }

    /**
     * Answers a call again: what was printed is printed, what was written is written.
     *
     * @param out where it is printed
     * @return false when nothing is known and nothing was done, or not everything: the call has to be answered anew
     * @throws IOException when it cannot be printed
     */
    public static boolean again(Question question, OutputStream out) throws IOException {
        long began = System.nanoTime();
        Optional<Answer> known;
        try {
            known = new Recall(question).found();
        } catch (IOException | RuntimeException e) {
            return false; // whoever answers it anew says what is wrong
        }
        if (known.isEmpty()) {
            return false;
        }
        var text = new StringBuilder(known.get().printed());
        if (known.get().timed()) {
            text.append(time(began)).append(System.lineSeparator());
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        return true;
    }

    /**
     * Keeps an answer.
     *
     * @param recorded while the call ran
     * @param printed what it printed
     */
    public static void keep(Question question, Recording recorded, String printed) {
        if (printed.length() > LONGEST) {
            return;
        }
        Optional<Answer> answer = recorded.answer(printed);
        if (answer.isPresent()) {
            try {
                new Recall(question).store.put(KIND, question.key(), answer.get()::write);
            } catch (IOException | RuntimeException e) {
                // it costs time, never an answer
            }
        }
    }

    /** How long it took, as the last line says it. */
    public static String time(long began) {
        return String.format(Locale.ROOT, "done in %.2f s", (System.nanoTime() - began) * 1e-9);
    }

    /** What is known, when it holds and its files are written. */
    private Optional<Answer> found() throws IOException {
        Optional<Answer> known = store.get(KIND, question.key(), Answer::read);
        if (known.isEmpty() || !known.get().holds()) {
            return Optional.empty();
        }
        for (Written each : known.get().written()) {
            Optional<KeptFiles> kept = store.get(KeptFiles.KIND, each.key(), KeptFiles::read);
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            write(kept.get(), each);
        }
        return known;
    }

    private static void write(KeptFiles kept, Written place) throws IOException {
        if (place.form() == Form.ADDED && place.owner().isEmpty()) {
            kept.add(place.folder(), place.command(), Progress.NONE);
            return;
        }
        boolean whole = place.form() == Form.REPLACED;
        try (var folder = whole ? new ResultFolder(place.folder()) : new ResultFolder(place.folder(), place.owner())) {
            kept.copy(folder.path(), place.command(), Progress.NONE);
            if (whole) {
                folder.publish();
            } else {
                folder.add();
            }
        }
    }
}
