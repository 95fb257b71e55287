package org.fiducia.launcher;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A call of a verb by another process, with all it takes from its surroundings.
 *
 * @param home folder of the caller's distribution
 * @param directory the caller's working directory
 * @param words the verb and what follows it
 * @param redrawn whether the caller's standard error is a terminal, on which a line can be drawn again
 * @param columns letters in a line of that terminal; 0 when not known
 * @param environment the caller's environment variables
 */
public record RemoteCall(
        String home,
        String directory,
        List<String> words,
        boolean redrawn,
        int columns,
        Map<String, String> environment) {
    /** What both sides speak; it leads every call. */
    private static final int PROTOCOL = 1;

    private static final int LONGEST = 1 << 22;

    public RemoteCall {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** As it is sent. */
    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(PROTOCOL);
            write(out, home);
            write(out, directory);
            out.writeInt(words.size());
            for (String word : words) {
                write(out, word);
            }
            out.writeBoolean(redrawn);
            out.writeInt(columns);
            out.writeInt(environment.size());
            for (var variable : environment.entrySet()) {
                write(out, variable.getKey());
                write(out, variable.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail so
        }
        return bytes.toByteArray();
    }

    /**
     * What was sent.
     *
     * @throws IOException when it is no call, or one that this version does not understand
     */
    public static RemoteCall of(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != PROTOCOL) {
            throw new IOException("it is of another version");
        }
        String home = text(in);
        String directory = text(in);
        var words = new ArrayList<String>();
        for (int n = length(in); n > 0; n--) {
            words.add(text(in));
        }
        boolean redrawn = in.readBoolean();
        int columns = in.readInt();
        var environment = new HashMap<String, String>();
        for (int n = length(in); n > 0; n--) {
            environment.put(text(in), text(in));
        }
        return new RemoteCall(home, directory, words, redrawn, columns, environment);
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(length(in)), StandardCharsets.UTF_8);
    }

    private static int length(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("it makes no sense");
        }
        return length;
    }
}
