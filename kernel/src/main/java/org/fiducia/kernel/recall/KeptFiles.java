package org.fiducia.kernel.recall;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.Progress;
import org.fiducia.api.command.ResultFolder;

/**
 * Files that were written, and what was printed with them. Where the command line of the call stood in them there are gaps,
 * which get that of another call.
 *
 * @param printed has no name
 */
public record KeptFiles(Content printed, List<Content> files) {
    /** Under which kept files are found in a store. */
    public static final String KIND = "result";

    /** Stands for the command line while files are written. */
    public static final String COMMAND = "fiducia-command-line-4f0c2a9e61d84b7b8a35";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final byte[] MARK = COMMAND.getBytes(StandardCharsets.UTF_8);

    public KeptFiles {
        files = List.copyOf(files);
    }

    /**
     * The content of a file, in its pieces: between two of them stands the command line.
     *
     * @param owner whom it belongs to in its folder; may be empty
     * @param name path in the folder, with slashes
     */
    public record Content(String owner, String name, List<byte[]> pieces) {
        public Content {
            pieces = List.copyOf(pieces);
        }

        /** Of bytes in which {@link #COMMAND} stands for the command line. */
        public static Content of(String owner, String name, byte[] bytes) {
            var pieces = new ArrayList<byte[]>();
            int from = 0;
            for (int at = next(bytes, 0); at >= 0; at = next(bytes, from)) {
                pieces.add(Arrays.copyOfRange(bytes, from, at));
                from = at + MARK.length;
            }
            pieces.add(from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length));
            return new Content(owner, name, pieces);
        }

        private static int next(byte[] bytes, int from) {
            for (int at = from; at <= bytes.length - MARK.length; at++) {
                if (bytes[at] == MARK[0] && Arrays.equals(bytes, at, at + MARK.length, MARK, 0, MARK.length)) {
                    return at;
                }
            }
            return -1;
        }

        private static Content read(DataInputStream in) throws IOException {
            String owner = in.readUTF();
            String name = in.readUTF();
            var pieces = new byte[in.readInt()][];
            for (int k = 0; k < pieces.length; k++) {
                pieces[k] = new byte[in.readInt()];
                in.readFully(pieces[k]);
            }
            return new Content(owner, name, List.of(pieces));
        }

        private void write(DataOutput out) throws IOException {
            out.writeUTF(owner);
            out.writeUTF(name);
            out.writeInt(pieces.size());
            for (byte[] piece : pieces) {
                out.writeInt(piece.length);
                out.write(piece);
            }
        }

        /** Whether the command line stands in it. */
        private boolean tellsCommand() {
            return pieces.size() > 1;
        }

        /** All of it for a command line, as the ending of its name wants it. */
        byte[] of(String command) {
            if (!tellsCommand()) {
                return pieces.get(0);
            }
            byte[] told = (name.endsWith(".json") ? json(command) : name.endsWith(".html") ? html(command) : command)
                    .getBytes(StandardCharsets.UTF_8);
            var all = new ByteArrayOutputStream();
            for (int k = 0; k < pieces.size(); k++) {
                if (k > 0) {
                    all.writeBytes(told);
                }
                all.writeBytes(pieces.get(k));
            }
            return all.toByteArray();
        }

        /** The inside of a JSON string (RFC 8259), with the escapes that writers of JSON in UTF-8 choose. */
        private static String json(String text) {
            var escaped = new StringBuilder();
            for (int k = 0; k < text.length(); k++) {
                char c = text.charAt(k);
                switch (c) {
                    case '"', '\\' -> escaped.append('\\').append(c);
                    case '\b' -> escaped.append("\\b");
                    case '\f' -> escaped.append("\\f");
                    case '\n' -> escaped.append("\\n");
                    case '\r' -> escaped.append("\\r");
                    case '\t' -> escaped.append("\\t");
                    default -> {
                        if (c < ' ' || Character.isSurrogate(c)) {
                            escaped.append("\\u").append(HEX.toHexDigits(c));
                        } else {
                            escaped.append(c);
                        }
                    }
                }
            }
            return escaped.toString();
        }

        private static String html(String text) {
            return text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;");
        }
    }

    /**
     * Takes what was written into a folder with {@link #COMMAND} for the command line.
     *
     * @param printed text that belongs to it
     * @param json whether that is JSON
     */
    public static KeptFiles taken(Path folder, String printed, boolean json) throws IOException {
        var files = new ArrayList<Content>();
        for (Path file : below(folder)) {
            files.add(Content.of("", name(folder, file), Files.readAllBytes(file)));
        }
        return new KeptFiles(printed(printed, json), files);
    }

    /** What is printed, as the content of a file of that form. */
    public static Content printed(String text, boolean json) {
        return Content.of("", json ? ".json" : "", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    /** What {@link #write(DataOutput)} wrote. */
    public static KeptFiles read(DataInputStream in) throws IOException {
        Content printed = Content.read(in);
        var files = new Content[in.readInt()];
        for (int k = 0; k < files.length; k++) {
            files[k] = Content.read(in);
        }
        return new KeptFiles(printed, List.of(files));
    }

    /** Writes everything. */
    public void write(DataOutput out) throws IOException {
        printed.write(out);
        out.writeInt(files.size());
        for (Content file : files) {
            file.write(out);
        }
    }

    /** What is printed for a command line. */
    public String text(String command) {
        return new String(printed.of(command), StandardCharsets.UTF_8);
    }

    /** Writes the files in which the command line stands into the folder that they were taken from. */
    public void complete(Path folder, String command) throws IOException {
        for (Content file : files) {
            if (file.tellsCommand()) {
                Files.write(folder.resolve(file.name()), file.of(command));
            }
        }
    }

    /** Writes all files into a new folder. */
    public void copy(Path folder, String command, Progress progress) throws IOException {
        for (Content file : files) {
            progress.checkCancelled();
            Path target = folder.resolve(file.name());
            Files.createDirectories(target.getParent());
            Files.write(target, file.of(command));
        }
    }

    /** Lets the files of each owner appear in a folder that holds other things, too. */
    public void add(Path folder, String command, Progress progress) throws IOException {
        for (String owner : files.stream().map(Content::owner).distinct().toList()) {
            var own = new KeptFiles(
                    printed, files.stream().filter(f -> f.owner().equals(owner)).toList());
            try (var part = new ResultFolder(folder, owner)) {
                own.copy(part.path(), command, progress);
                part.add();
            }
        }
    }
}
