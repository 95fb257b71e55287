package org.fiducia.protocol.http;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server tells of a file.
 *
 * @param size bytes
 * @param etag mark of its content; empty where the server gives none
 * @param modified time of the last change as the server writes it; empty where it does not tell
 * @param ranges whether pieces are given
 */
record Version(long size, String etag, String modified, boolean ranges) {
    private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18})");

    /**
     * Of an answer.
     *
     * @param size bytes of the whole file
     */
    static Version of(HttpHeaders headers, long size, boolean ranges) {
        return new Version(
                size,
                headers.firstValue("ETag").orElse(""),
                headers.firstValue("Last-Modified").orElse(""),
                ranges);
    }

    /** First byte, last byte and size of the whole of an answer that is a piece; the first two -1 where there is none. */
    static Optional<long[]> range(HttpHeaders headers) {
        Matcher matcher = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean piece = matcher.group(1) != null;
        return Optional.of(new long[] {
            piece ? Long.parseLong(matcher.group(1)) : -1,
            piece ? Long.parseLong(matcher.group(2)) : -1,
            Long.parseLong(matcher.group(3))
        });
    }

    /** Whether a change of the content can be noticed. */
    boolean marked() {
        return !etag.isEmpty() || !modified.isEmpty();
    }

    /** Whether another answer is of the same content, as far as both tell. */
    boolean same(Version other) {
        return size == other.size
                && (etag.isEmpty() || other.etag.isEmpty() || etag.equals(other.etag))
                && (modified.isEmpty() || other.modified.isEmpty() || modified.equals(other.modified));
    }

    /** The mark that a request for a piece can be bound to (RFC 9110, 13.1.5): not a weak one. */
    Optional<String> strong() {
        return etag.startsWith("\"") ? Optional.of(etag) : Optional.empty();
    }

    /** Time of the last change, 1970 where it is not known. */
    FileTime time() {
        try {
            return modified.isEmpty()
                    ? FileTime.fromMillis(0)
                    : FileTime.from(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(modified)));
        } catch (DateTimeException e) {
            return FileTime.fromMillis(0);
        }
    }

    byte[] bytes() {
        return (size + "\n" + etag + "\n" + modified + "\n" + ranges).getBytes(StandardCharsets.UTF_8);
    }

    /** What {@link #bytes} gave. */
    static Version of(byte[] bytes) throws IOException {
        List<String> lines = List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
        if (lines.size() != 4 || !lines.get(0).matches("\\d{1,18}")) {
            throw new IOException("no version");
        }
        return new Version(
                Long.parseLong(lines.get(0)), lines.get(1), lines.get(2), Boolean.parseBoolean(lines.get(3)));
    }
}
