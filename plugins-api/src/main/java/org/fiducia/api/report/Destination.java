package org.fiducia.api.report;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the files of a report are written: its attachments, its figures (as {@code id.svg} and {@code id.png}, where no page
 * holds them) and copies of itself.
 *
 * @param folder where they appear
 * @param own whether the folder is the report's alone: it then appears complete or not at all, in the place of what an
 *     earlier report left there; otherwise files of others are beside them, and stay
 * @param copies names of files that hold the report itself, each with its form
 * @param said the line that tells people where the files are; may be empty
 */
public record Destination(Path folder, boolean own, Map<String, Form> copies, String said) {
    /** What a report can be written as. */
    public enum Form {
        /** As printed. */
        TEXT,
        /** As {@code --json} prints it. */
        JSON,
        /** A page of HTML that needs nothing beside it, with the figures in it. */
        PAGE
    }

    public Destination {
        copies = Collections.unmodifiableMap(new LinkedHashMap<>(copies));
    }

    /** A folder that is the report's alone. */
    public static Destination own(Path folder, String said) {
        return new Destination(folder, true, Map.of(), said);
    }

    /** A folder that files of others may be in. */
    public static Destination beside(Path folder, String said) {
        return new Destination(folder, false, Map.of(), said);
    }

    /** The same with one more copy of the report. */
    public Destination with(String file, Form form) {
        var more = new LinkedHashMap<>(copies);
        more.put(file, form);
        return new Destination(folder, own, more, said);
    }
}
