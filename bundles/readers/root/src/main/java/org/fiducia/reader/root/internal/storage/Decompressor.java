package org.fiducia.reader.root.internal.storage;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.fiducia.api.Nullable;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.SingleXZInputStream;

/**
 * Undoes the compression of records. A record is a row of blocks of at most 16 MB, each with a header of nine bytes: two
 * letters for the codec, its version, and the compressed and uncompressed lengths in three bytes each, least
 * significant first. Each codec is made when a block first asks for it. One thread at a time.
 */
public final class Decompressor implements Closeable {
    private static final int HEADER = 9;
    private static final int CHECKSUM = 8;
    /** Enough for the largest dictionary of any preset, 64 MiB. */
    private static final int XZ_MEMORY_KIB = 96 << 10;

    private @Nullable Zlib zlib;
    private @Nullable Zlib deflate;
    private @Nullable Zstd zstd;
    private @Nullable Lz4 lz4;
    private @Nullable Xz xz;

    /** One way to compress. */
    private interface Codec extends Closeable {
        /** Fills {@code target} from {@code to} with exactly {@code size} bytes. */
        void decompress(byte[] source, int from, int length, byte[] target, int to, int size) throws IOException;

        @Override
        default void close() {}
    }

    /**
     * Checks the headers of all blocks of a record before anything is allocated for it.
     *
     * @return whether the lengths agree with the record and no codec could have compressed better than it is claimed
     */
    static boolean plausible(byte[] source, int from, int end, int size) {
        long total = 0;
        int at = from;
        while (at < end && total < size) {
            if (end - at < HEADER) {
                return false;
            }
            int packed = littleEndian24(source, at + 3);
            int unpacked = littleEndian24(source, at + 6);
            if (packed > end - at - HEADER || unpacked > packed * bestRatio(source[at], source[at + 1])) {
                return false;
            }
            total += unpacked;
            at += HEADER + packed;
        }
        return total == size;
    }

    private static long bestRatio(int first, int second) {
        return switch (first << 8 | second) {
            case 'Z' << 8 | 'L', 'C' << 8 | 'S' -> 1_100; // deflate: 258 bytes in two bits
            case 'L' << 8 | '4' -> 256; // 255 bytes of a run in one byte
            case 'X' << 8 | 'Z', 'Z' << 8 | 'S' -> 100_000; // a block of 128 KiB in four bytes
            default -> 0;
        };
    }

    /** Decompresses a record whose headers are plausible into the first bytes of {@code target}. */
    void decompress(byte[] source, int from, int size, byte[] target) {
        int at = from;
        int done = 0;
        while (done < size) {
            int packed = littleEndian24(source, at + 3);
            int unpacked = littleEndian24(source, at + 6);
            Codec codec = codec(source, at);
            try {
                codec.decompress(source, at + HEADER, packed, target, done, unpacked);
            } catch (IOException e) {
                throw new DamagedException(
                        "a block compressed with " + name(source, at) + " is damaged (" + e.getMessage() + ")", e);
            }
            at += HEADER + packed;
            done += unpacked;
        }
    }

    private Codec codec(byte[] source, int at) {
        return switch (source[at] << 8 | source[at + 1]) {
            case 'Z' << 8 | 'L' -> zlib == null ? zlib = new Zlib(false) : zlib;
            case 'C' << 8 | 'S' -> deflate == null ? deflate = new Zlib(true) : deflate;
            case 'Z' << 8 | 'S' -> zstd == null ? zstd = new Zstd() : zstd;
            case 'L' << 8 | '4' -> lz4 == null ? lz4 = new Lz4() : lz4;
            case 'X' << 8 | 'Z' -> xz == null ? xz = new Xz() : xz;
            default -> throw new DamagedException("unknown compression " + name(source, at));
        };
    }

    private static String name(byte[] source, int at) {
        return "" + (char) (source[at] & 0xFF) + (char) (source[at + 1] & 0xFF);
    }

    private static int littleEndian24(byte[] source, int at) {
        return source[at] & 0xFF | (source[at + 1] & 0xFF) << 8 | (source[at + 2] & 0xFF) << 16;
    }

    @Override
    public void close() {
        for (Codec codec : new Codec[] {zlib, deflate, zstd, lz4, xz}) {
            if (codec != null) {
                codec.close();
            }
        }
        zlib = null;
        deflate = null;
        zstd = null;
        lz4 = null;
        xz = null;
    }

    private static final class Zlib implements Codec {
        private final Inflater inflater;

        Zlib(boolean raw) {
            inflater = new Inflater(raw);
        }

        @Override
        public void decompress(byte[] source, int from, int length, byte[] target, int to, int size)
                throws IOException {
            inflater.reset();
            inflater.setInput(source, from, length);
            int done = 0;
            try {
                while (done < size) {
                    int n = inflater.inflate(target, to + done, size - done);
                    if (n == 0) {
                        throw new IOException("it ends after " + done + " of " + size + " bytes");
                    }
                    done += n;
                }
                // The checksum is compared when the end of the stream is read, which may still be to come.
                if (!inflater.finished() && inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                    throw new IOException("it does not end after " + size + " bytes");
                }
            } catch (DataFormatException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            inflater.end();
        }
    }

    private static final class Zstd implements Codec {
        private final ZstdDecompressCtx context;

        Zstd() {
            try {
                context = new ZstdDecompressCtx();
            } catch (LinkageError e) {
                throw new MissingCodecException("zstd", e);
            }
        }

        @Override
        public void decompress(byte[] source, int from, int length, byte[] target, int to, int size)
                throws IOException {
            int done;
            try {
                done = context.decompressByteArray(target, to, size, source, from, length);
            } catch (ZstdException e) {
                throw new IOException(e.getMessage(), e);
            }
            if (done != size) {
                throw new IOException("it holds " + done + " of " + size + " bytes");
            }
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** LZ4, whose blocks carry an xxHash64 of the compressed bytes before them. */
    private static final class Lz4 implements Codec {
        private final LZ4SafeDecompressor decompressor;
        private final XXHash64 hash;

        Lz4() {
            LZ4Factory factory;
            XXHashFactory hashes;
            try {
                factory = LZ4Factory.nativeInstance(); // ten times the speed, for 20 ms once
                hashes = XXHashFactory.nativeInstance();
            } catch (LinkageError | AssertionError e) {
                factory = LZ4Factory.safeInstance();
                hashes = XXHashFactory.safeInstance();
            }
            decompressor = factory.safeDecompressor();
            hash = hashes.hash64();
        }

        @Override
        public void decompress(byte[] source, int from, int length, byte[] target, int to, int size)
                throws IOException {
            if (length < CHECKSUM) {
                throw new IOException("it has no checksum");
            }
            long expected = ByteBuffer.wrap(source, from, CHECKSUM).getLong();
            if (hash.hash(source, from + CHECKSUM, length - CHECKSUM, 0) != expected) {
                throw new IOException("its checksum is wrong");
            }
            int done;
            try {
                done = decompressor.decompress(source, from + CHECKSUM, length - CHECKSUM, target, to, size);
            } catch (LZ4Exception e) {
                throw new IOException(e.getMessage(), e);
            }
            if (done != size) {
                throw new IOException("it holds " + done + " of " + size + " bytes");
            }
        }
    }

    private static final class Xz implements Codec {
        /** Keeps the dictionaries, megabytes each, from one block to the next. */
        private final ArrayCache arrays = new BasicArrayCache();

        @Override
        public void decompress(byte[] source, int from, int length, byte[] target, int to, int size)
                throws IOException {
            try (var in = new SingleXZInputStream(
                    new ByteArrayInputStream(source, from, length), XZ_MEMORY_KIB, true, arrays)) {
                int done = in.readNBytes(target, to, size);
                if (done != size || in.read() >= 0) { // reading the end compares the checksum
                    throw new IOException("it does not end after " + size + " bytes");
                }
            }
        }
    }
}
