package org.fiducia.kernel.store;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;
import org.fiducia.api.Nullable;

/**
 * Keeps intermediate results under a hash of what made them. An entry is complete or absent: it begins with its length and
 * a checksum (CRC-32C) of its name and content, and one that does not fit them is mentioned, made anew and replaced. A store
 * that cannot be written costs time, never a result. Beyond a size, entries that were not used for the longest time go.
 */
public final class Store {
    /** Version of everything written here; part of every key. */
    private static final int FORMAT = 2;

    private static final int MAGIC = 0xF1D0C1A0;
    private static final int HEADER = Integer.BYTES + 2 * Long.BYTES;
    private static final String PART = ".tmp";

    /** Folder in it that is a store of its own: what is kept of files that are elsewhere. */
    static final String CACHE = "cache";

    /** After this time a half-written entry belongs to a process that is no more, seconds. */
    private static final long PART_SECONDS = 3600;

    private final Path folder;
    private final boolean reuse;
    private final long limit;
    private final Consumer<String> remarks;
    private final AtomicBoolean grown = new AtomicBoolean();
    private final Map<String, String> hashes = new ConcurrentHashMap<>();
    private final BiConsumer<Path, Stamp> reads;
    private final long touched;

    /**
     * @param folder where entries are kept; created when needed
     * @param reuse false to compute everything anew (and keep it)
     * @param limit bytes that the store may take, see {@link #sweep}
     * @param remarks hears of damaged entries
     */
    public Store(Path folder, boolean reuse, long limit, Consumer<String> remarks) {
        this(folder, reuse, limit, remarks, (file, stamp) -> {});
    }

    /** The same, which tells of every file whose content it is asked for, with its stamp. */
    public Store(Path folder, boolean reuse, long limit, Consumer<String> remarks, BiConsumer<Path, Stamp> reads) {
        this(folder, reuse, limit, remarks, reads, 24 * 3600);
    }

    private Store(
            Path folder,
            boolean reuse,
            long limit,
            Consumer<String> remarks,
            BiConsumer<Path, Stamp> reads,
            long touched) {
        this.reads = reads;
        this.touched = touched;
        this.folder = folder;
        this.reuse = reuse;
        this.limit = limit;
        this.remarks = remarks;
    }

    /**
     * The store in a store whose entries are pieces of files that are elsewhere: with a limit of its own, and what was used
     * within a minute counts as used at the same time.
     *
     * @param folder of the store around it
     */
    public static Store cache(Path folder, long limit, Consumer<String> remarks) {
        return new Store(folder.resolve(CACHE), true, limit, remarks, (file, stamp) -> {}, 60);
    }

    /** Reads an entry. */
    @FunctionalInterface
    public interface Decoder<T> {
        /** Reads what the encoder wrote. */
        T read(DataInputStream in) throws IOException;
    }

    /** Writes an entry. */
    @FunctionalInterface
    public interface Encoder {
        /** Writes it. */
        void write(DataOutput out) throws IOException;
    }

    /**
     * What a store holds of one kind.
     *
     * @param bytes their size, headers included
     */
    public record Content(String kind, long entries, long bytes) {}

    private record Entry(Path file, long bytes, long used) {}

    /** An entry, empty when there is none, or when it is damaged. */
    public <T> Optional<T> get(String kind, String key, Decoder<T> decoder) {
        if (!reuse) {
            return Optional.empty();
        }
        Path file = file(kind, key);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            T value = decoder.read(Bytes.input(sound(channel, kind, key)));
            touch(file);
            return Optional.of(value);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (ClosedByInterruptException cancelled) {
            throw new CancellationException("cancelled");
        } catch (IOException | RuntimeException damaged) {
            remarks.accept("the store's entry " + folder.relativize(file) + " is damaged ("
                    + (damaged.getMessage() == null ? damaged.getClass().getSimpleName() : damaged.getMessage())
                    + ") and is made anew");
            return Optional.empty();
        }
    }

    /** The content of an entry, which fits its header. */
    private static byte[] sound(FileChannel channel, String kind, String key) throws IOException {
        ByteBuffer header = filled(channel, HEADER);
        if (header.remaining() < HEADER || header.getInt() != MAGIC) {
            throw new IOException("it has no header");
        }
        long length = header.getLong();
        long expected = header.getLong();
        long there = channel.size() - HEADER;
        if (there != length || length > Integer.MAX_VALUE - 8) {
            throw new IOException("it has " + there + " bytes instead of " + length);
        }
        byte[] content = filled(channel, (int) length).array();
        Checksum sum = checksum(kind, key);
        sum.update(content);
        if (sum.getValue() != expected) {
            throw new IOException("its checksum is wrong");
        }
        return content;
    }

    /** So many bytes, less at the end of a file. */
    private static ByteBuffer filled(FileChannel channel, int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until it is there
        }
        return buffer.flip();
    }

    private static Checksum checksum(String kind, String key) {
        var sum = new CRC32C();
        sum.update((kind + "/" + key).getBytes(StandardCharsets.UTF_8));
        return sum;
    }

    /** Marks an entry as used; once in a while is enough. */
    private void touch(Path file) {
        try {
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minusSeconds(touched))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException e) {
            // it looks older than it is
        }
    }

    /** Keeps an entry; silently does not when the disk refuses. */
    public void put(String kind, String key, Encoder encoder) {
        Path file = file(kind, key);
        Path part = null;
        try {
            Files.createDirectories(file.getParent());
            part = Files.createTempFile(file.getParent(), "part", PART);
            Checksum sum = checksum(kind, key);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.position(HEADER);
                var out = new DataOutputStream(new BufferedOutputStream(
                        new CheckedOutputStream(Channels.newOutputStream(channel), sum), 1 << 16));
                encoder.write(out);
                out.flush();
                ByteBuffer header = ByteBuffer.allocate(HEADER)
                        .putInt(MAGIC)
                        .putLong(Math.max(0, channel.size() - HEADER)) // nothing was written for an empty one
                        .putLong(sum.getValue())
                        .flip();
                for (long at = 0; header.hasRemaining(); ) {
                    at += channel.write(header, at);
                }
            }
            move(part, file);
            grown.set(true);
        } catch (IOException e) {
            discard(part);
        } catch (RuntimeException | Error e) {
            discard(part);
            throw e;
        }
    }

    /** Whether there is an entry, damaged or not. */
    public boolean has(String kind, String key) {
        return reuse && Files.exists(file(kind, key));
    }

    /** Where everything is. */
    public Path folder() {
        return folder;
    }

    /** An empty file beside the entries, to be written and read; it goes when it is closed. */
    public FileChannel scratch() throws IOException {
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        return FileChannel.open(
                Files.createTempFile(scratch, "part", PART),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** What is kept, by kind. */
    public List<Content> contents() throws IOException {
        var contents = new TreeMap<String, Content>();
        for (Entry entry : entries()) {
            String kind = folder.relativize(entry.file()).getName(0).toString();
            contents.merge(
                    kind,
                    new Content(kind, 1, entry.bytes()),
                    (a, b) -> new Content(kind, a.entries() + 1, a.bytes() + b.bytes()));
        }
        return List.copyOf(contents.values());
    }

    /** When anything was kept: removes entries beyond the limit, those first that were not used for the longest time. */
    public void sweep() {
        if (grown.compareAndSet(true, false)) {
            try {
                clean(limit);
            } catch (IOException e) {
                // the next one tries again
            }
        }
    }

    /**
     * Removes entries beyond a size, those first that were not used for the longest time.
     *
     * @param most bytes that may stay
     * @return bytes that were removed
     */
    public long clean(long most) throws IOException {
        List<Entry> entries = entries();
        long total = entries.stream().mapToLong(Entry::bytes).sum();
        long removed = 0;
        entries.sort(Comparator.comparingLong(Entry::used));
        for (Entry entry : entries) {
            if (total - removed <= most) {
                break;
            }
            Files.deleteIfExists(entry.file());
            removed += entry.bytes();
        }
        return removed;
    }

    /** Every entry; what half-written ones are long over goes at once. */
    private List<Entry> entries() throws IOException {
        var entries = new ArrayList<Entry>();
        if (!Files.isDirectory(folder)) {
            return entries;
        }
        Instant stray = Instant.now().minusSeconds(PART_SECONDS);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                return visited.equals(folder.resolve(CACHE)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (folder.equals(file.getParent())) {
                    return FileVisitResult.CONTINUE; // the launcher's
                }
                if (!file.toString().endsWith(PART)) {
                    entries.add(new Entry(
                            file,
                            attributes.size(),
                            attributes.lastModifiedTime().toMillis()));
                } else if (attributes.lastModifiedTime().toInstant().isBefore(stray)) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return entries;
    }

    /**
     * SHA-256 of a file's content; remembered by path, size and time of change. Of a file that is elsewhere the same number
     * of digits made of its name and its stamp, which changes with the content.
     */
    public String hashOf(Path file) throws IOException {
        var stamp = Stamp.of(file);
        reads.accept(file, stamp);
        String memo = key("file", file.toRealPath().toString(), stamp);
        if (file.getFileSystem() != FileSystems.getDefault()) { // to read all of it is what the stamp saves
            return memo;
        }
        String said = hashes.get(memo);
        if (said != null) {
            return said;
        }
        Optional<String> known = get("hash", memo, in -> in.readUTF());
        if (known.isPresent()) {
            hashes.put(memo, known.get());
            return known.get();
        }
        MessageDigest digest = sha256();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        hashes.put(memo, hash);
        put("hash", memo, out -> out.writeUTF(hash));
        return hash;
    }

    /** A key made of everything that a result depends on. */
    public static String key(Object... parts) {
        MessageDigest digest = sha256();
        digest.update(String.valueOf(FORMAT).getBytes(StandardCharsets.UTF_8));
        for (Object part : parts) {
            byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Replaces a file by another, atomically where the file system can. */
    public static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path file(String kind, String key) {
        return folder.resolve(kind).resolve(key.substring(0, 2)).resolve(key.substring(2));
    }

    private static void discard(@Nullable Path part) {
        if (part != null) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
