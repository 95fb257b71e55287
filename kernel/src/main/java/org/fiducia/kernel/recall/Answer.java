package org.fiducia.kernel.recall;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.kernel.store.Stamp;

/**
 * What a call answered.
 *
 * @param read files that it read, as they were
 * @param untouched what must not be there
 * @param written what it wrote, in that order
 * @param printed without the line that tells the time
 * @param timed whether there is such a line
 */
record Answer(Map<Path, Stamp> read, List<Untouched> untouched, List<Written> written, String printed, boolean timed) {
    Answer {
        read = Map.copyOf(read);
        untouched = List.copyOf(untouched);
        written = List.copyOf(written);
    }

    /** A folder in which an owner has no files. */
    record Untouched(Path folder, String owner) {
        boolean holds() throws IOException {
            return ResultFolder.of(folder, owner).isEmpty();
        }
    }

    /**
     * A folder of results.
     *
     * @param form how they came there
     * @param owner of files that were added; empty where each has its own
     * @param key of the files in the store
     * @param command line that stands in them
     */
    record Written(Path folder, Form form, String owner, String key, String command) {}

    /** How files come into a folder. */
    enum Form {
        /** It is theirs: what was there before goes. */
        REPLACED,
        /** It may hold other things. */
        ADDED
    }

    /** Whether it would be the same now. */
    boolean holds() throws IOException {
        for (Map.Entry<Path, Stamp> file : read.entrySet()) {
            if (!Stamp.of(file.getKey()).equals(file.getValue())) {
                return false;
            }
        }
        for (Untouched each : untouched) {
            if (!each.holds()) {
                return false;
            }
        }
        return true;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(read.size());
        for (Map.Entry<Path, Stamp> file : read.entrySet()) {
            Stamp stamp = file.getValue();
            text(out, file.getKey().toString());
            out.writeLong(stamp.size());
            out.writeLong(stamp.modified());
            text(out, stamp.file());
        }
        out.writeInt(untouched.size());
        for (Untouched each : untouched) {
            text(out, each.folder().toString());
            text(out, each.owner());
        }
        out.writeInt(written.size());
        for (Written each : written) {
            text(out, each.folder().toString());
            out.writeBoolean(each.form() == Form.ADDED);
            text(out, each.owner());
            text(out, each.key());
            text(out, each.command());
        }
        text(out, printed);
        out.writeBoolean(timed);
    }

    static Answer read(DataInputStream in) throws IOException {
        var read = new LinkedHashMap<Path, Stamp>();
        for (int k = in.readInt(); k > 0; k--) {
            read.put(Path.of(text(in)), new Stamp(in.readLong(), in.readLong(), text(in)));
        }
        var untouched = new ArrayList<Untouched>();
        for (int k = in.readInt(); k > 0; k--) {
            untouched.add(new Untouched(Path.of(text(in)), text(in)));
        }
        var written = new ArrayList<Written>();
        for (int k = in.readInt(); k > 0; k--) {
            written.add(new Written(
                    Path.of(text(in)), in.readBoolean() ? Form.ADDED : Form.REPLACED, text(in), text(in), text(in)));
        }
        return new Answer(read, untouched, written, text(in), in.readBoolean());
    }

    private static void text(DataOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        var bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
