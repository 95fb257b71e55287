package org.fiducia.api.report;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file that belongs to a report and is written where its {@link Destination} says.
 *
 * @param name of the file; may have folders before it, with slashes
 * @param content what is in it
 */
public record Attachment(String name, Content content) implements Item {
    /** Writes the content of a file. */
    public interface Content {
        /** Writes it; called at most once per file, on any thread. */
        void write(OutputStream out) throws IOException;
    }

    /** A file of given bytes. */
    public static Attachment of(String name, byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Attachment(name, out -> out.write(copy));
    }
}
