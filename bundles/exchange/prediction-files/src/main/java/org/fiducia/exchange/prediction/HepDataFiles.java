package org.fiducia.exchange.prediction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;

/** The YAML files of a submission, in a folder or an archive; or a single table. */
interface HepDataFiles {
    /** Name of the file that names all others. */
    String MAIN = "submission.yaml";

    /** Documents of the file that names the tables, or of the only table. */
    List<YamlElement> main() throws IOException;

    /** A table that another file names. */
    YamlElement table(String name) throws IOException;

    /** Whether there is any, by as little as tells it. */
    static boolean are(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return Files.isRegularFile(file.resolve(MAIN));
        }
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (Text.looksLikeTables(file)) {
            return true;
        }
        try (TarEntries entries = TarEntries.open(file)) {
            for (Optional<String> name = entries.next(); name.isPresent(); name = entries.next()) {
                if (isMain(name.get())) {
                    return true;
                }
            }
            return false;
        } catch (FiduciaException e) {
            return false; // no archive
        }
    }

    /** Opens what a user names. */
    static HepDataFiles of(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return new Folder(file, file.resolve(MAIN));
        }
        if (!Files.isRegularFile(file)) {
            throw new FiduciaException(Kind.INPUT, "there is no readable file " + file, "correct its name");
        }
        if (Archive.is(file)) {
            return Archive.read(file);
        }
        return new Folder(file.toAbsolutePath().resolveSibling("").normalize(), file);
    }

    private static boolean isMain(String name) {
        return name.equals(MAIN) || name.endsWith("/" + MAIN);
    }

    private static YamlElement only(byte[] bytes, String name) throws IOException {
        List<YamlElement> documents = YamlElement.documents(bytes, name);
        if (documents.size() != 1) {
            throw new FiduciaException(
                    Kind.INPUT, name + " holds " + documents.size() + " tables, one is expected", "correct the file");
        }
        return documents.get(0);
    }

    /** How tables look at their beginning. */
    final class Text {
        private static final int BEGINNING = 1 << 16;
        private static final Pattern FIELD = Pattern.compile(
                "^(---\\s*)?\\{?\\s*[\"']?(independent_variables|dependent_variables|data_file)[\"']?\\s*:",
                Pattern.MULTILINE);

        private Text() {}

        static boolean looksLikeTables(Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                String text = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
                return text.indexOf('\0') < 0 && FIELD.matcher(text).find();
            }
        }
    }

    /**
     * Files in a folder.
     *
     * @param folder in which all others are
     * @param first the file that names the others, or the only one
     */
    record Folder(Path folder, Path first) implements HepDataFiles {
        @Override
        public List<YamlElement> main() throws IOException {
            return YamlElement.documents(bytes(first), first.toString());
        }

        @Override
        public YamlElement table(String name) throws IOException {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
                throw new FiduciaException(
                        Kind.INPUT,
                        first + " names the table " + name + ", which is not in its folder",
                        "put it there, or correct its data_file");
            }
            return only(bytes(file), file.toString());
        }

        private static byte[] bytes(Path file) throws IOException {
            if (Files.size(file) > TarEntries.MOST_CONTENT) {
                throw new FiduciaException(
                        Kind.INPUT,
                        file + " has more than " + TarEntries.MOST_CONTENT + " bytes",
                        "name a table of HEPData in YAML");
            }
            return Files.readAllBytes(file);
        }
    }

    /**
     * Files in an archive.
     *
     * @param file the archive
     * @param folder in it of all files, with a slash at its end; empty for none
     * @param files in it by name
     */
    record Archive(Path file, String folder, Map<String, byte[]> files) implements HepDataFiles {
        /** Whether it is one, whatever it holds. */
        static boolean is(Path file) throws IOException {
            try (TarEntries entries = TarEntries.open(file)) {
                return entries.next().isPresent();
            } catch (FiduciaException e) {
                return file.getFileName().toString().matches(".*\\.(tar|tar\\.gz|tgz)");
            }
        }

        static Archive read(Path file) throws IOException {
            var files = new LinkedHashMap<String, byte[]>();
            Optional<String> main = Optional.empty();
            try (TarEntries entries = TarEntries.open(file)) {
                for (Optional<String> name = entries.next(); name.isPresent(); name = entries.next()) {
                    String path = name.get();
                    if (path.matches(".*\\.ya?ml")) {
                        files.put(path, entries.content());
                    }
                    boolean outer = main.isEmpty() || path.length() < main.get().length();
                    main = isMain(path) && outer ? name : main;
                }
            }
            if (main.isEmpty()) {
                throw new FiduciaException(
                        Kind.INPUT, file + " holds no " + MAIN, "name a submission to HEPData, or a table of one");
            }
            String path = main.get();
            return new Archive(file, path.substring(0, path.length() - MAIN.length()), files);
        }

        @Override
        public List<YamlElement> main() throws IOException {
            return YamlElement.documents(bytes(MAIN), file + ", " + MAIN);
        }

        @Override
        public YamlElement table(String name) throws IOException {
            return only(bytes(name), file + ", " + name);
        }

        private byte[] bytes(String name) {
            byte[] bytes = files.get(folder + name);
            if (bytes == null) {
                throw new FiduciaException(
                        Kind.INPUT,
                        file + " holds no " + name + ", which its " + MAIN + " names as a table",
                        Suggestion.among(folder + name, files.keySet()));
            }
            return bytes;
        }
    }
}
