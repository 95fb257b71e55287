package org.fiducia.reader.root.internal.storage;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records of a ROOT file: its header, directories, keys and the bytes of its objects. Nothing is read or allocated
 * that the length of the file does not allow. One thread at a time.
 */
public final class RootFile implements Closeable {
    private static final byte[] MAGIC = {'r', 'o', 'o', 't'};

    /** From this version on, positions in the header have 64 bits. */
    private static final int LARGE_FILE = 1_000_000;

    /** From this version on, positions in a directory have 64 bits. */
    private static final int LARGE_DIRECTORY = 1000;

    private static final int HEADER = 64;
    private static final int DEEPEST = 32;

    /** No record of a tree is near this; a larger claim is a damaged number. */
    private static final int LARGEST_OBJECT = 256 << 20;

    private static final long LARGEST_RECORD = LARGEST_OBJECT + (1L << 20);

    private final StoredBytes stored;
    private final long size;
    private final Decompressor decompressor = new Decompressor();
    private final long begin;
    private final int nameLength;
    private final long infoPosition;
    private final int infoLength;
    private byte[] packed = new byte[0];

    private RootFile(StoredBytes stored) throws IOException {
        this.stored = stored;
        this.size = stored.size();
        var head = new byte[(int) Math.min(HEADER, size)];
        read(0, head, head.length);
        if (!startsWithMagic(head)) {
            throw new DamagedException("not a ROOT file: it does not begin with \"root\"");
        }
        if (size < HEADER) {
            throw new DamagedException("cut off within its header, after " + size + " bytes");
        }
        var in = new ByteCursor(head);
        in.skip(MAGIC.length);
        boolean large = in.int32() >= LARGE_FILE;
        begin = in.uint32();
        long end = large ? in.int64() : in.uint32();
        in.skip(large ? 8 : 4); // free segments
        in.skip(8); // their lengths
        nameLength = in.int32();
        in.skip(5); // units, compression
        infoPosition = large ? in.int64() : in.uint32();
        infoLength = in.int32();
        if (end > size) {
            throw new DamagedException("cut off: " + size + " bytes, but its header says " + end);
        }
    }

    /** Opens a file. */
    public static RootFile open(Path path) throws IOException {
        StoredBytes stored =
                path.getFileSystem() == FileSystems.getDefault() ? new NearBytes(path) : new DistantBytes(path);
        try {
            return new RootFile(stored);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    /** Whether it is so far away that it is worth telling what will be read. */
    public boolean distant() {
        return stored.distant();
    }

    /** Pieces that will be read soon. */
    void soon(long[] positions, int[] lengths) {
        stored.soon(positions, lengths);
    }

    /** Whether bytes begin as a ROOT file does. */
    public static boolean startsWithMagic(byte[] head) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= head.length || head[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The newest cycle of every object in the file, in the file's order, those in directories with their path
     * ({@code directory/name}).
     */
    public Map<String, Key> objects() throws IOException {
        var found = new LinkedHashMap<String, Key>();
        collect("", begin + nameLength, found, new HashSet<>(), 0);
        return found;
    }

    private void collect(String path, long directory, Map<String, Key> found, Set<Long> visited, int depth)
            throws IOException {
        if (depth > DEEPEST) {
            throw new DamagedException("directories are nested more than " + DEEPEST + " deep");
        }
        if (!visited.add(directory)) {
            throw new DamagedException("the directory " + path + " contains itself");
        }
        for (Key key : keys(directory)) {
            String name = path.concat(key.name()); // the operator costs milliseconds when first used
            if (key.className().equals("TDirectory") || key.className().equals("TDirectoryFile")) {
                collect(name.concat("/"), key.position() + key.headerLength(), found, visited, depth + 1);
            } else {
                found.merge(name, key, (one, other) -> one.cycle() >= other.cycle() ? one : other);
            }
        }
    }

    /** Keys of the directory whose header is at a position, of directories only the newest cycle. */
    private List<Key> keys(long directory) throws IOException {
        int length = (int) Math.min(HEADER, size - directory);
        if (length < 0) {
            throw new DamagedException("a directory begins at byte " + directory + " of " + size);
        }
        var in = new ByteCursor(read(directory, length));
        boolean large = in.int16() > LARGE_DIRECTORY;
        in.skip(8); // dates
        int keysLength = in.int32();
        in.skip(4); // length of its name
        in.skip(large ? 16 : 8); // positions of the directory and its parent
        long keysPosition = large ? in.int64() : in.uint32();
        if (keysLength == 0) {
            return List.of();
        }
        var list = new ByteCursor(read(keysPosition, keysLength));
        Key.read(list);
        int count = list.int32();
        if (count < 0 || count > list.remaining() / Key.SHORTEST) {
            throw new DamagedException("the list of keys at byte " + keysPosition + " claims " + count + " keys");
        }
        var keys = new ArrayList<Key>(count);
        Map<String, Integer> newest = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Key key = Key.read(list).checked();
            keys.add(key);
            newest.merge(key.name(), key.cycle(), Math::max);
        }
        keys.removeIf(
                key -> key.className().startsWith("TDirectory") && key.cycle() < newest.getOrDefault(key.name(), 0));
        return keys;
    }

    /** An object of the file, uncompressed. */
    public StoredObject object(Key key) throws IOException {
        if (key.position() < begin) {
            throw new DamagedException("a record is said to begin at byte " + key.position());
        }
        return object(read(key.position(), key.checked().bytes()), key);
    }

    /** The list that describes the classes in the file; empty bytes when there is none. */
    public Optional<StoredObject> classDescriptions() throws IOException {
        if (infoLength <= 0 || infoPosition <= 0) {
            return Optional.empty();
        }
        byte[] record = read(infoPosition, infoLength);
        return Optional.of(object(record, Key.read(new ByteCursor(record)).checked()));
    }

    private StoredObject object(byte[] record, Key key) {
        byte[] bytes = unpack(key, record, new byte[0]);
        return new StoredObject(key, new ByteCursor(bytes, 0, key.objectLength()));
    }

    /** The length that a record gives itself, for lists of records that do not tell it. */
    public int recordLength(long position) throws IOException {
        return new ByteCursor(read(position, Integer.BYTES)).int32();
    }

    /**
     * Reads a record of unknown header: its key is parsed by the caller from the first bytes of the scratch array.
     *
     * @return the record, valid until the next call
     */
    public byte[] record(long position, int length) throws IOException {
        checkRange(position, length);
        if (packed.length < length) {
            packed = new byte[Math.max(length, 2 * packed.length)];
        }
        read(position, packed, length);
        return packed;
    }

    /**
     * The content of a record that has been read.
     *
     * @param key its key
     * @param record the record, key included
     * @param reuse an array to use when it is long enough
     * @return an array that begins with the {@code key.objectLength()} bytes of the object
     */
    public byte[] unpack(Key key, byte[] record, byte[] reuse) {
        int length = key.objectLength();
        if (length > LARGEST_OBJECT || key.bytes() > record.length) {
            throw tooLarge(key);
        }
        if (key.compressed()) {
            if (!Decompressor.plausible(record, key.headerLength(), key.bytes(), length)) {
                throw tooLarge(key);
            }
            byte[] target = reuse.length >= length ? reuse : new byte[length];
            decompressor.decompress(record, key.headerLength(), length, target);
            return target;
        }
        byte[] target = reuse.length >= length ? reuse : new byte[length];
        System.arraycopy(record, key.headerLength(), target, 0, length);
        return target;
    }

    /**
     * The content of compressed blocks, or of bytes that were stored as they are.
     *
     * @param packed number of bytes at the beginning of {@code stored}
     * @param length number of bytes once uncompressed; as many as there are packed when they were not compressed
     * @param reuse an array to use when it is long enough
     * @return an array that begins with them
     */
    public byte[] unpack(byte[] stored, int packed, int length, byte[] reuse) {
        boolean compressed = packed != length;
        if (length > LARGEST_OBJECT
                || packed > length
                || compressed && !Decompressor.plausible(stored, 0, packed, length)) {
            throw new DamagedException(packed + " bytes cannot hold the " + length + " that they claim");
        }
        byte[] target = reuse.length >= length ? reuse : new byte[length];
        if (compressed) {
            decompressor.decompress(stored, 0, length, target);
        } else {
            System.arraycopy(stored, 0, target, 0, length);
        }
        return target;
    }

    private static DamagedException tooLarge(Key key) {
        return new DamagedException(
                "the record at byte " + key.position() + " cannot hold the " + key.objectLength() + " bytes it claims");
    }

    private byte[] read(long position, int length) throws IOException {
        checkRange(position, length);
        var bytes = new byte[length];
        read(position, bytes, length);
        return bytes;
    }

    private void checkRange(long position, int length) {
        if (position < 0 || length < 0 || position > size - length || length > LARGEST_RECORD) {
            throw new DamagedException("a record of " + length + " bytes is said to begin at byte " + position
                    + " of a file of " + size + " bytes");
        }
    }

    private void read(long position, byte[] into, int length) throws IOException {
        try {
            stored.read(position, into, length);
        } catch (EOFException e) {
            throw new DamagedException("it was cut off while it was read", e);
        }
    }

    @Override
    public void close() throws IOException {
        decompressor.close();
        stored.close();
    }
}
