package org.fiducia.kernel.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keeps intermediate results under a hash of what made them. An entry is complete or absent. A store that cannot be
 * written costs time, never a result.
 */
public final class Store {
    /** Version of everything written here; part of every key. */
    private static final int FORMAT = 1;

    private final Path folder;
    private final boolean reuse;

    /**
     * @param folder where entries are kept; created when needed
     * @param reuse false to compute everything anew (and keep it)
     */
    public Store(Path folder, boolean reuse) {
        this.folder = folder;
        this.reuse = reuse;
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
        void write(DataOutputStream out) throws IOException;
    }

    /** An entry, empty when there is none, or when it is damaged. */
    public <T> Optional<T> get(String kind, String key, Decoder<T> decoder) {
        if (!reuse) {
            return Optional.empty();
        }
        Path file = file(kind, key);
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            return Optional.of(decoder.read(in));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty(); // it is made again and replaced
        }
    }

    /** Keeps an entry; silently does not when the disk refuses. */
    public void put(String kind, String key, Encoder encoder) {
        Path file = file(kind, key);
        Path part = null;
        try {
            Files.createDirectories(file.getParent());
            part = Files.createTempFile(file.getParent(), "part", ".tmp");
            try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
                encoder.write(out);
            }
            move(part, file);
        } catch (IOException e) {
            discard(part);
        } catch (RuntimeException e) {
            discard(part);
            throw e;
        }
    }

    /** SHA-256 of a file's content; remembered by path, size and time of change. */
    public String hashOf(Path file) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        String memo = key("file", file.toRealPath().toString(), Files.size(file), modified.toMillis());
        Optional<String> known = get("hash", memo, in -> in.readUTF());
        if (known.isPresent()) {
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

    private static void discard(Path part) {
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
