package org.fiducia.reader.hepmc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Suggestion;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.reader.hepmc.internal.objects.EventObjects;
import org.fiducia.reader.hepmc.internal.text.EventText;
import org.fiducia.reader.hepmc.internal.text.GeneratedEvent;

/** A file of generated events. Its first event tells what weights there are; their number is that of every event. */
final class HepmcFile implements EventFile {
    /** Name of the only tree. */
    static final String TREE = "Events";

    private static final int BATCH = 512;

    private final Path path;
    private final String form;
    private final Columns columns;
    private final WeightNames weights;
    private final boolean named;
    private long entries = UNKNOWN;

    private HepmcFile(Path path, String form, WeightNames weights, boolean named) {
        this.path = path;
        this.form = form;
        this.weights = weights;
        this.columns = new Columns(weights);
        this.named = named;
    }

    static HepmcFile open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    path + (Files.exists(path) ? ": is no regular file" : ": there is no such file"),
                    "correct the path");
        }
        try (var text = new EventText(path)) {
            var event = new GeneratedEvent();
            if (!text.next(event)) {
                throw new FiduciaException(
                        Kind.INPUT, path + ": holds no event", "leave it out, or let the generator run again");
            }
            List<String> names = text.weightNames();
            if (!names.isEmpty() && names.size() != event.weights.length) {
                throw text.wrong(
                        "has " + event.weights.length + " weights, of which the file names " + names.size(),
                        "write the file again with a name for each weight, or without names");
            }
            return new HepmcFile(path, text.form(), WeightNames.of(names, event.weights.length), !names.isEmpty());
        }
    }

    @Override
    public List<String> notes() {
        String which = named
                ? "the nominal one is genWeight"
                : "they have no names; the first is taken as the nominal one, genWeight";
        return List.of(
                "HepMC text, form " + form + "; " + weights.columns().size() + " weights per event: " + which,
                "leptons are dressed with prompt photons within 0.3, jets are anti-kT with R = 0.4 of stable particles"
                        + " without neutrinos, prompt leptons and the photons that dress them");
    }

    @Override
    public List<TreeInfo> outline() {
        return List.of(new TreeInfo(TREE, entries, columns.infos()));
    }

    @Override
    public List<TreeInfo> trees() {
        if (entries == UNKNOWN) {
            try (var text = new EventText(path)) {
                while (text.pass()) {
                    // counts
                }
                entries = text.entries();
            } catch (IOException e) {
                throw new FiduciaException(
                        Kind.INPUT,
                        path + " cannot be read: " + e.getMessage(),
                        "check the file and its permissions",
                        e);
            }
        }
        return outline();
    }

    @Override
    public EventCursor read(String tree, List<String> branches) throws IOException {
        if (!tree.equals(TREE)) {
            throw new FiduciaException(Kind.INPUT, path + ": has no tree " + tree, "its only tree is " + TREE);
        }
        if (branches.isEmpty()) {
            throw new FiduciaException(Kind.INPUT, path + ": no column was asked for", "name columns");
        }
        for (String branch : branches) {
            if (!columns.has(branch)) {
                List<String> names =
                        columns.infos().stream().map(info -> info.name()).toList();
                throw new FiduciaException(
                        Kind.INPUT, path + ": has no column " + branch, Suggestion.among(branch, names));
            }
        }
        return new Cursor(branches);
    }

    /** Walks through the events. */
    private final class Cursor implements EventCursor {
        private final List<String> branches;
        private final boolean needObjects;
        private final EventText text;
        private final GeneratedEvent event = new GeneratedEvent();
        private final EventObjects objects = new EventObjects();
        private long next;

        Cursor(List<String> branches) throws IOException {
            this.branches = List.copyOf(branches);
            this.needObjects = columns.needObjects(branches);
            this.text = new EventText(path);
        }

        @Override
        public @Nullable EventBatch next() throws IOException {
            var fillings = branches.stream().map(columns::filling).toList();
            int size = 0;
            while (size < BATCH && text.next(event)) {
                if (event.weights.length != weights.columns().size()) {
                    throw text.wrong(
                            "has " + event.weights.length + " weights, those before it "
                                    + weights.columns().size(),
                            "write files of their own for events with other weights");
                }
                if (needObjects) {
                    objects.find(event);
                }
                fillings.forEach(filling -> filling.take(event, objects));
                size++;
            }
            if (size == 0) {
                return null;
            }
            Map<String, Column> read = new LinkedHashMap<>();
            fillings.forEach(filling -> read.put(filling.column().name(), filling.column()));
            var batch = new EventBatch(path + ":" + TREE, next, size, read);
            next += size;
            return batch;
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }

    @Override
    public void close() {
        // nothing is held open between passes
    }
}
