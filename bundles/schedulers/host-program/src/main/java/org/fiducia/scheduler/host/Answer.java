package org.fiducia.scheduler.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;

/**
 * What is answered to a unit: bytes that any host program hands on. A letter says what it is: {@code d} is done, the number of
 * warnings, these, and the result; {@code r} is refused, the kind of the error, its message and its remedy; {@code f} has failed
 * in a way that nobody foresaw, and how. Texts are in UTF-8 with their length (32 bits) before them. A host program that cannot
 * have a unit done for a reason that a user can mend answers {@code r} itself.
 *
 * @param warnings to tell the user
 * @param result empty unless it is done
 * @param failure thrown instead; null when it is done
 */
record Answer(
        List<String> warnings, byte[] result, @Nullable RuntimeException failure) {
    private static final char DONE = 'd';
    private static final char REFUSED = 'r';
    private static final char FAILED = 'f';

    /** How something is written. */
    private interface Writer {
        void to(DataOutputStream out) throws IOException;
    }

    static byte[] done(List<String> warnings, byte[] result) {
        return bytes(out -> {
            out.writeByte(DONE);
            out.writeInt(warnings.size());
            for (String warning : warnings) {
                text(out, warning);
            }
            out.write(result);
        });
    }

    static byte[] refused(FiduciaException.Kind kind, String message, String remedy) {
        return bytes(out -> {
            out.writeByte(REFUSED);
            text(out, kind.name());
            text(out, message);
            text(out, remedy);
        });
    }

    static byte[] failed(String how) {
        return bytes(out -> {
            out.writeByte(FAILED);
            text(out, how);
        });
    }

    static Answer of(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int letter = in.readUnsignedByte();
            return switch (letter) {
                case DONE -> {
                    var warnings = new ArrayList<String>();
                    for (int left = in.readInt(); left > 0; left--) {
                        warnings.add(text(in));
                    }
                    yield new Answer(warnings, in.readAllBytes(), null);
                }
                case REFUSED ->
                    new Answer(
                            List.of(),
                            new byte[0],
                            new FiduciaException(FiduciaException.Kind.valueOf(text(in)), text(in), text(in)));
                case FAILED -> new Answer(List.of(), new byte[0], new IllegalStateException(text(in)));
                default -> throw new IOException("an answer that begins with " + letter);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Writer writer) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writer.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has room
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] letters = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(letters.length);
        out.write(letters);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
