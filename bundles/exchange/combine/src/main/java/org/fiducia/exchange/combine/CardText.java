package org.fiducia.exchange.combine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The lines of a card: comments begin with # or //, lines of dashes separate. */
final class CardText {
    /** Bytes that are looked at to tell a card. */
    private static final int HEAD = 1 << 20;

    private CardText() {}

    /** Whether a file looks like a card: a text with lines that name processes and rates. */
    static boolean recognised(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        for (byte b : head) {
            if (b == 0) {
                return false;
            }
        }
        Set<String> first = new HashSet<>();
        for (Line line : lines("", new String(head, StandardCharsets.UTF_8))) {
            first.add(line.first());
            if (first.contains("process") && (first.contains("imax") || first.contains("rate"))
                    || first.containsAll(Set.of("imax", "jmax", "kmax"))) {
                return true;
            }
        }
        return false;
    }

    static List<Line> lines(Path file) throws IOException {
        return lines(file.getFileName().toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    private static List<Line> lines(String file, String text) {
        var lines = new ArrayList<Line>();
        String[] all = text.replace("\uFEFF", "").split("\r\n|\r|\n", -1);
        for (int i = 0; i < all.length; i++) {
            String content = uncommented(all[i]).strip();
            if (!content.isEmpty() && !content.startsWith("--")) {
                lines.add(new Line(file, i + 1, List.of(content.split("\\s+"))));
            }
        }
        return lines;
    }

    /** A # or // begins a comment at the beginning of a line or after a blank. */
    private static String uncommented(String line) {
        for (int i = 0; i < line.length(); i++) {
            boolean start = i == 0 || Character.isWhitespace(line.charAt(i - 1));
            if (start && (line.charAt(i) == '#' || line.startsWith("//", i))) {
                return line.substring(0, i);
            }
        }
        return line;
    }
}
