package org.fiducia.reader.hepmc.internal.text;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** The events of a file, one after the other. */
public final class EventText implements Closeable {
    /** What the first line of a file begins with. */
    public static final String FIRST = "HepMC::";

    private static final String START = "-START_EVENT_LISTING";
    private static final String END = "-END_EVENT_LISTING";

    private final Lines lines;
    private Form form = new Asciiv3();

    /** Whether a listing has begun and not ended. */
    private boolean inside;

    /** Whether no event of it has begun. */
    private boolean heading;

    /** Whether the present line has not been looked at. */
    private boolean pending;

    private long entries;

    /** Opens a file; the lines before the first event are read. */
    public EventText(Path path) throws IOException {
        lines = new Lines(path);
        try {
            if (!lines.advance() || !lines.begins(FIRST)) {
                throw new FiduciaException(
                        Kind.INPUT,
                        path + ": does not begin with " + FIRST + ", so it is no file of HepMC",
                        "name a file of HepMC text, form Asciiv3 or IO_GenEvent");
            }
            pending = true;
            toEvent();
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /** Goes to the first line of the next event; false when there is none. */
    private boolean toEvent() throws IOException {
        while (pending || lines.advance()) {
            pending = false;
            if (lines.kind() == 'E' && inside) {
                pending = true;
                heading = false;
                return true;
            }
            if (lines.begins(FIRST)) {
                mark();
            } else if (inside && heading) {
                form.head(lines);
            } else {
                throw lines.wrong("is neither the begin of an event nor of a listing", "the file is damaged");
            }
        }
        if (inside) {
            throw new FiduciaException(
                    Kind.INPUT,
                    lines.path() + ": breaks off behind line " + lines.number() + ", the end of event " + (entries - 1)
                            + ": there is no line " + form.name() + END,
                    "copy or write the file again; if its generator was stopped behind a whole event, add that line");
        }
        return false;
    }

    /** Begin or end of a listing. */
    private void mark() {
        String text = lines.text().strip();
        if (text.endsWith(START)) {
            String name = text.substring(0, text.length() - START.length());
            if (entries == 0 || !form.name().equals(name)) {
                form = switch (name) {
                    case "HepMC::Asciiv3" -> new Asciiv3();
                    case "HepMC::IO_GenEvent" -> new IoGenEvent();
                    default ->
                        throw lines.wrong(
                                "begins a listing of the form " + name, "write the file as Asciiv3 or IO_GenEvent");
                };
            }
            inside = true;
            heading = true;
        } else if (text.endsWith(END)) {
            inside = false;
        } else if (!text.startsWith("HepMC::Version")) {
            throw lines.wrong("is '" + text + "', of which nothing is known", "the file is damaged");
        }
    }

    /** Which form it has. */
    public String form() {
        return form.name().substring(FIRST.length());
    }

    /** Names of the weights as far as the file has told; empty for none. */
    public List<String> weightNames() {
        return form.weightNames();
    }

    /**
     * Reads the next event.
     *
     * @return false when there is none
     */
    public boolean next(GeneratedEvent event) throws IOException {
        if (!toEvent()) {
            return false;
        }
        long first = lines.number();
        pending = false;
        form.begin(lines, event);
        while (lines.advance()) {
            if (lines.kind() == 'E' || lines.kind() == 'H' && lines.begins(FIRST)) {
                pending = true;
                break;
            }
            form.take(lines, event);
        }
        if (!form.complete(lines, event)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    lines.path() + ": event " + entries + ", which begins in line " + first + ", "
                            + (pending ? "lacks" : "breaks off and lacks")
                            + " particles or vertices that its first line announces",
                    pending ? "the file is damaged" : "copy or write the file again");
        }
        if (event.weights.length == 0) {
            event.weights = new double[] {1}; // of an event that says nothing
        }
        entries++;
        return true;
    }

    /** Passes over the next event without looking at more than its lines' beginnings; false when there is none. */
    public boolean pass() throws IOException {
        if (!toEvent()) {
            return false;
        }
        pending = false;
        while (lines.advance()) {
            if (lines.kind() == 'E' || lines.kind() == 'H' && lines.begins(FIRST)) {
                pending = true;
                break;
            }
        }
        entries++;
        return true;
    }

    /** Number of events passed. */
    public long entries() {
        return entries;
    }

    /** A mistake in the event that was read last. */
    public FiduciaException wrong(String what, String remedy) {
        return new FiduciaException(
                Kind.INPUT,
                lines.path() + ": event " + (entries - 1) + ", which ends before line "
                        + (pending ? lines.number() : lines.number() + 1) + ", " + what,
                remedy);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
