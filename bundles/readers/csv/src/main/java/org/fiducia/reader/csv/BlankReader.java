package org.fiducia.reader.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Makes runs of blanks outside of quotation marks one tab, and none at the ends of lines. */
final class BlankReader extends FilterReader {
    private static final int NONE = -2;

    private boolean quoted;
    private boolean atStart = true;
    private int kept = NONE;

    BlankReader(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        if (kept != NONE) {
            int c = kept;
            kept = NONE;
            return c;
        }
        int c = in.read();
        if (!quoted && c >= 0 && CsvForm.isBlank((char) c)) {
            while (c >= 0 && CsvForm.isBlank((char) c)) {
                c = in.read();
            }
            boolean end = c < 0 || c == '\n' || c == '\r';
            if (!end && !atStart) {
                note(c);
                kept = c;
                return '\t';
            }
        }
        note(c);
        return c;
    }

    private void note(int c) {
        quoted ^= c == '"';
        atStart = !quoted && (c == '\n' || c == '\r');
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        int n = 0;
        while (n < length) {
            int c = read();
            if (c < 0) {
                break;
            }
            into[offset + n++] = (char) c;
        }
        return n == 0 && length > 0 ? -1 : n;
    }
}
