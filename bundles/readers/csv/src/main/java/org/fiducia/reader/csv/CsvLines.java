package org.fiducia.reader.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipException;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;

/**
 * The lines of a file, each with as many cells as the header but for empty ones at its end. Empty lines and those that
 * begin with {@code #} are passed over; the last of these before the first line is the header where that has none.
 */
final class CsvLines implements Closeable {
    private static final int HEAD = 1 << 16;

    private final Path path;
    private final CsvText text;
    private final CsvForm form;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header = new ArrayList<>();
    private long headerLine;
    private int needed;
    private @Nullable CsvRecord pending;
    private long lastLine;

    CsvLines(Path path) throws IOException {
        this.path = path;
        try {
            this.text = CsvText.of(path);
            this.form = CsvForm.of(checked(text.head(HEAD)));
            Reader characters = text.open();
            this.reader = CsvReader.builder()
                    .fieldSeparator(form.separator())
                    .commentStrategy(CommentStrategy.READ)
                    .trimWhitespacesAroundQuotes(true)
                    .allowExtraFields(true) // we know better what to say
                    .allowMissingFields(true)
                    .ofCsvRecord(form.blanks() ? new BlankReader(characters) : characters);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
        try {
            this.records = reader.iterator();
            readHeader();
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private String checked(String head) {
        if (head.indexOf('\0') >= 0) {
            throw new FiduciaException(
                    Kind.INPUT,
                    path
                            + ", line 1: has zero bytes, as UTF-16 text without a mark at its beginning and binary files do",
                    "give it as UTF-8 text, e.g. iconv -f UTF-16LE -t UTF-8");
        }
        return head;
    }

    private void readHeader() throws IOException {
        CsvRecord comment = null;
        CsvRecord line = advance();
        while (line != null && (line.isComment() || blank(line))) {
            comment = line.isComment() ? line : comment;
            line = advance();
        }
        CsvRecord names = line;
        List<String> cells = line == null ? List.of() : line.getFields();
        boolean numbers = cells.stream().allMatch(cell -> Literal.of(cell) != Literal.TEXT);
        if (numbers && comment != null) {
            List<String> commented = split(comment.getField(0));
            if (line == null || commented.size() == cells.size()) {
                names = comment;
                cells = commented;
                pending = line;
            }
        }
        header.addAll(cells);
        headerLine = names == null ? 1 : names.getStartingLineNumber();
        needed = header.size();
        while (needed > 1 && header.get(needed - 1).isBlank()) {
            needed--;
        }
    }

    private List<String> split(String comment) throws IOException {
        CsvReader.CsvReaderBuilder builder =
                CsvReader.builder().fieldSeparator(form.separator()).trimWhitespacesAroundQuotes(true);
        String line = form.blanks() ? comment.strip().replaceAll("[ \t]+", "\t") : comment.strip();
        try (CsvReader<CsvRecord> one = builder.ofCsvRecord(line)) {
            for (CsvRecord found : one) {
                return found.getFields();
            }
            return List.of();
        } catch (CsvParseException e) {
            return List.of();
        }
    }

    private static boolean blank(CsvRecord line) {
        return line.getFieldCount() == 1 && line.getField(0).isBlank();
    }

    /** Cells of the first line; none when the file is empty. */
    List<String> header() {
        return header;
    }

    /** Number of the line of the header, from 1. */
    long headerLine() {
        return headerLine;
    }

    /** How the file is written, where that is not plain CSV: a sentence each. */
    List<String> notes() {
        var notes = new ArrayList<String>();
        if (form.separator() != ',') {
            notes.add("cells are separated by " + form.name());
        }
        if (text.compressed()) {
            notes.add("the file is compressed with gzip");
        }
        if (!text.charset().equals(StandardCharsets.UTF_8)) {
            notes.add("the text is " + text.charset());
        }
        return notes;
    }

    /** The next line, null after the last. */
    @Nullable CsvRecord next() throws IOException {
        CsvRecord line = pending;
        pending = null;
        while (line == null || line.isComment() || blank(line) && needed > 1) {
            line = advance();
            if (line == null) {
                return null;
            }
        }
        int count = line.getFieldCount();
        boolean surplus = false;
        for (int i = header.size(); i < count; i++) {
            surplus |= !line.getField(i).isBlank();
        }
        if (count < needed || surplus) {
            boolean comma = form.separator() == ',';
            throw new FiduciaException(
                    Kind.INPUT,
                    path + ", line " + line.getStartingLineNumber() + ": " + count + " cells where the header has "
                            + header.size() + ", separated by " + form.name(),
                    "complete the line, close its quotation marks, or quote the cells that contain a separator"
                            + (comma ? " (numbers need a decimal point, not a comma)" : ""));
        }
        return line;
    }

    /** A cell of a line, empty where the line ends before it. */
    static String cell(CsvRecord line, int index) {
        return index < line.getFieldCount() ? line.getField(index) : "";
    }

    private @Nullable CsvRecord advance() throws IOException {
        try {
            CsvRecord line = records.hasNext() ? records.next() : null;
            lastLine = line == null ? lastLine : line.getStartingLineNumber();
            return line;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof EOFException || e.getCause() instanceof ZipException) {
                throw damaged((IOException) e.getCause());
            }
            throw new FiduciaException(
                    Kind.INPUT,
                    path + ", after line " + lastLine + ": a cell is not closed, goes on behind its closing quotation"
                            + " mark, or is longer than 16 million characters",
                    "check that it is a table of cells separated by " + form.name()
                            + ", with every quotation mark closed",
                    e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof EOFException || e.getCause() instanceof ZipException) {
                throw damaged(e.getCause());
            }
            throw e.getCause();
        }
    }

    private FiduciaException damaged(IOException e) {
        return new FiduciaException(
                Kind.INPUT,
                path + (lastLine == 0 ? "" : ", after line " + lastLine) + ": its compressed content "
                        + (e instanceof EOFException ? "is cut off" : "is damaged"),
                "copy it again and compare its size and checksum with the original",
                e);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
