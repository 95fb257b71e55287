package org.fiducia.reader.hepmc.internal.gzip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * What a gzip file (RFC 1952) holds, all of its members one after the other; the check sum and the length of each are compared.
 * Bytes behind the last member that begin none are left alone, as everybody does. It throws {@link EOFException} where the file
 * ends too early and {@link ZipException} where it is damaged.
 */
public final class Gunzip extends InputStream {
    private static final int ROOM = 1 << 16;
    private static final int DEFLATED = 8;
    private static final int HEADER_SUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream source;
    private final Inflate inflate;
    private final CRC32 sum = new CRC32();
    private long length;
    private int from;
    private int to;
    private boolean over;

    /** Reads the first header. It closes what it reads from. */
    public Gunzip(InputStream source) throws IOException {
        this.source = source;
        this.inflate = new Inflate(source, ROOM);
        if (!header()) {
            throw new ZipException("it does not begin as a gzip file does");
        }
    }

    @Override
    public int read() throws IOException {
        return more() ? inflate.window()[from++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int size) throws IOException {
        if (size == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int given = Math.min(size, to - from);
        System.arraycopy(inflate.window(), from, target, offset, given);
        from += given;
        return given;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private boolean more() throws IOException {
        while (from == to && !over) {
            if (inflate.more()) {
                from = inflate.from();
                to = inflate.to();
                sum.update(inflate.window(), from, to - from);
                length += to - from;
            } else {
                trailer();
                over = !header();
            }
        }
        return from < to;
    }

    private void trailer() throws IOException {
        if (number() != sum.getValue()) {
            throw new ZipException("its check sum is not that of what it holds");
        }
        if (number() != (length & 0xffffffffL)) {
            throw new ZipException("its length is not that of what it holds");
        }
    }

    /** Four bytes. */
    private long number() throws IOException {
        long value = 0;
        for (int k = 0; k < 4; k++) {
            value |= (long) required() << 8 * k;
        }
        return value;
    }

    private int required() throws IOException {
        int value = inflate.next();
        if (value < 0) {
            throw new EOFException("it ends within its head or its check sum");
        }
        return value;
    }

    /** Begins a member; false where there is none. */
    private boolean header() throws IOException {
        if (inflate.next() != 0x1f || inflate.next() != 0x8b) {
            return false;
        }
        if (required() != DEFLATED) {
            throw new ZipException("it is compressed in no known way");
        }
        int flags = required();
        for (int k = 0; k < 6; k++) {
            required(); // time, hints, system
        }
        if ((flags & EXTRA) != 0) {
            int size = required() | required() << 8;
            for (int k = 0; k < size; k++) {
                required();
            }
        }
        for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
            while (required() != 0) {
                // name, comment
            }
        }
        if ((flags & HEADER_SUM) != 0) {
            required();
            required();
        }
        sum.reset();
        length = 0;
        inflate.start();
        return true;
    }
}
