package org.fiducia.api.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * A folder of results that appears complete or not at all, in the place of an earlier one. Files are written to {@link
 * #path()}; {@link #publish()} or {@link #add} lets them appear, and what was not published is gone when it is closed.
 *
 * <p>A file {@value #MANIFEST} in the folder says which of its files were written here, and for whom. Only those are ever
 * replaced or removed; everything else in the folder is the user's and stays. What a killed process left behind is cleared
 * by the next folder that is made beside it.
 */
public final class ResultFolder implements AutoCloseable {
    /** Name of the list of written files: a line of owner, tabulator and path for each. */
    public static final String MANIFEST = ".fiducia-files";

    private static final String PREFIX = ".fiducia-part-";
    private static final String LOCK = ".lock";
    private static final String OLD = ".old";
    private static final String PUBLISHING = PREFIX + "publishing" + LOCK;

    /** Folders at work in this process: to open and close the file of a lock held here would set it free. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path target;
    private final String owner;
    private final Path part;
    private final FileChannel lock;

    /** Begins a folder that is written for one owner only. */
    public ResultFolder(Path target) {
        this(target, "fiducia");
    }

    /**
     * Begins a folder.
     *
     * @param target where it will appear; folders above it are created when needed
     * @param owner what the files belong to, e.g. the name of a verb; {@link #add} takes away files of an earlier call for
     *     the same owner
     * @throws FiduciaException when nothing can be written there
     */
    public ResultFolder(Path target, String owner) {
        this.owner = owner;
        try {
            if (isFile(target)) {
                throw new FiduciaException(
                        Kind.OUTPUT, target + " is a file, not a folder", "choose another folder with --out");
            }
            this.target = Files.isSymbolicLink(target) ? target.toRealPath() : target;
            Path parent = this.target.toAbsolutePath().getParent();
            if (parent == null) {
                throw new FiduciaException(
                        Kind.OUTPUT, target + " holds the whole file system", "choose another folder with --out");
            }
            Files.createDirectories(parent);
            Path folder = parent.toRealPath();
            Path place = folder.resolve(this.target.getFileName());
            Held held = alone(place, () -> {
                clear(folder);
                return hold(place);
            });
            part = held.part();
            lock = held.lock();
        } catch (IOException e) {
            throw FiduciaException.unwritable(target, e);
        }
    }

    private static boolean isFile(Path target) throws IOException {
        try {
            return !Files.readAttributes(target, BasicFileAttributes.class).isDirectory();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Where to write. */
    public Path path() {
        return part;
    }

    /** Where it will be found. */
    public Path target() {
        return target;
    }

    /**
     * Everything is written: let it appear, in the place of all that was written there before. A file of the user stays.
     *
     * @throws FiduciaException when a file of the user has the name of a new one
     */
    public void publish() {
        finish(this::replace);
    }

    /** Puts the new folder in the place of the earlier one. */
    private Path replace() throws IOException {
        Map<String, String> written = names(part);
        try {
            boolean there = Files.exists(target);
            if (there) {
                keep(foreign(target, manifest(target), written), part);
            }
            write(part, written);
            if (there) {
                move(target, oldOf(part));
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            restore(part, target);
        }
    }

    /**
     * Everything is written: let each file appear in the folder, in the place of one of its name that was written there
     * before; what the owner wrote before and not now, goes. For a folder that the user chose and that may hold other
     * things.
     *
     * @throws FiduciaException when a file of the user has the name of a new one
     */
    public void add() {
        finish(this::merge);
    }

    private Path merge() throws IOException {
        Files.createDirectories(target);
        Map<String, String> written = names(part);
        Map<String, String> before = manifest(target);
        for (String name : written.keySet()) {
            if (Files.exists(target.resolve(name), LinkOption.NOFOLLOW_LINKS) && !before.containsKey(name)) {
                throw taken(target.resolve(name));
            }
        }
        var after = new TreeMap<>(before);
        after.putAll(written);
        write(target, after); // first, so that a file that appears is known, whatever happens
        for (String name : written.keySet()) {
            Path place = target.resolve(name);
            Files.createDirectories(place.getParent());
            move(part.resolve(name), place);
        }
        for (var file : before.entrySet()) {
            if (file.getValue().equals(owner) && !written.containsKey(file.getKey())) {
                Files.deleteIfExists(target.resolve(file.getKey()));
                after.remove(file.getKey());
            }
        }
        write(target, after);
        return target;
    }

    private void finish(Work<Path> work) {
        try {
            alone(target, work);
        } catch (IOException e) {
            throw FiduciaException.unwritable(target, e);
        }
    }

    /** Work on files. */
    private interface Work<T> {
        T run() throws IOException;
    }

    /** Works beside a target while nobody else does, in this process or another. */
    private static <T> T alone(Path target, Work<T> work) throws IOException {
        Path file = target.resolveSibling(PUBLISHING);
        synchronized (HELD) {
            FileChannel turn = turn(file);
            try {
                return work.run();
            } finally {
                Files.deleteIfExists(file);
                turn.close();
            }
        }
    }

    /** Waits for other processes until the file is locked here; whoever holds it deletes it in the end. */
    private static FileChannel turn(Path file) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                channel.lock();
                if (isOf(channel, file)) {
                    return channel;
                }
            } catch (NoSuchFileException e) {
                // deleted by the one who held it before: again
            } catch (IOException e) {
                Files.deleteIfExists(file);
                channel.close();
                throw e;
            }
            channel.close();
        }
    }

    /**
     * Whether a channel is still that of the file of a name. The sizes that it is given tell: to open the file once more and
     * close it would end the lock.
     */
    private static boolean isOf(FileChannel channel, Path file) throws IOException {
        for (int k = 0; k < 4; k++) {
            int size = 1 + ThreadLocalRandom.current().nextInt(1 << 10);
            channel.truncate(0).write(ByteBuffer.allocate(size), 0);
            if (Files.size(file) != size) {
                return false;
            }
        }
        return true;
    }

    /** Removes what was not published. */
    @Override
    public void close() {
        try {
            delete(part);
            synchronized (HELD) {
                Files.deleteIfExists(lockOf(part));
                lock.close();
                HELD.remove(part);
            }
        } catch (IOException e) {
            throw FiduciaException.unwritable(part, e);
        }
    }

    /**
     * What an owner wrote into a folder and is still there.
     *
     * @param target need not exist
     * @return paths in the folder, in their order
     */
    public static List<String> of(Path target, String owner) throws IOException {
        return manifest(target).entrySet().stream()
                .filter(file -> file.getValue().equals(owner) && Files.isRegularFile(target.resolve(file.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Files below a folder, the manifest apart, with their owner. */
    private Map<String, String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> name(folder, file))
                    .filter(name -> !name.equals(MANIFEST))
                    .collect(Collectors.toMap(name -> name, name -> owner, (a, b) -> a, TreeMap::new));
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private static Map<String, String> manifest(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        Path file = folder.resolve(MANIFEST);
        if (Files.isRegularFile(file)) {
            for (String line : Files.readAllLines(file)) {
                int tab = line.indexOf('\t');
                Path name = Path.of(line.substring(tab + 1)).normalize();
                if (tab > 0 && !name.isAbsolute() && !name.startsWith("..")) {
                    files.put(line.substring(tab + 1), line.substring(0, tab));
                }
            }
        }
        return files;
    }

    private static void write(Path folder, Map<String, String> files) throws IOException {
        Path next = Files.createTempFile(folder, MANIFEST, ".new");
        try {
            Files.write(
                    next,
                    files.entrySet().stream()
                            .map(file -> file.getValue() + "\t" + file.getKey())
                            .toList());
            move(next, folder.resolve(MANIFEST));
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** What of a folder is not ours. */
    private static List<Path> foreign(Path folder, Map<String, String> ours, Map<String, String> written)
            throws IOException {
        var foreign = new ArrayList<Path>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.skip(1).toList()) {
                String name = name(folder, file);
                if (ours.containsKey(name) || name.startsWith(MANIFEST)) {
                    continue;
                }
                boolean plain = !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
                if (plain
                        ? written.containsKey(name)
                        : ours.keySet().stream().anyMatch(n -> n.startsWith(name + "/"))) {
                    if (plain) {
                        throw taken(file);
                    }
                    continue; // a folder of ours: made anew where something is in it
                }
                foreign.add(folder.relativize(file));
            }
        }
        return foreign.stream().map(folder::resolve).toList();
    }

    private static FiduciaException taken(Path file) {
        return new FiduciaException(
                Kind.OUTPUT,
                file + " is in the way: it was not written as a result, so it is not replaced",
                "move it elsewhere, or choose another folder with --out");
    }

    /** Puts what is not ours into the new folder, too, so that it is never away. */
    private void keep(List<Path> foreign, Path folder) throws IOException {
        for (Path file : foreign) {
            Path place = folder.resolve(target.relativize(file).toString());
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(place);
                continue;
            }
            Files.createDirectories(place.getParent());
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                continue; // from an earlier try
            }
            try {
                Files.createLink(place, file);
            } catch (UnsupportedOperationException | FileSystemException e) {
                Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Clears what processes that are no more have left in a folder. */
    private static void clear(Path parent) throws IOException {
        List<Path> locks;
        try (Stream<Path> files = Files.list(parent)) {
            locks = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(PREFIX) && name.endsWith(LOCK) && !name.equals(PUBLISHING);
                    })
                    .filter(file -> HELD.stream().noneMatch(part -> lockOf(part).equals(file)))
                    .toList();
        }
        for (Path file : locks) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    continue; // at work
                }
                String name = file.getFileName().toString();
                Path part = file.resolveSibling(name.substring(0, name.length() - LOCK.length()));
                ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
                channel.read(bytes, 0);
                String target = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
                if (!target.isBlank()) {
                    restore(part, parent.resolve(target));
                }
                delete(part);
                Files.deleteIfExists(file);
            } catch (OverlappingFileLockException | NoSuchFileException e) {
                // at work in this process, or cleared by another
            }
        }
    }

    /** A folder that was put aside and not replaced comes back; one that was replaced goes. */
    private static void restore(Path part, Path target) throws IOException {
        Path old = oldOf(part);
        if (Files.exists(old) && !Files.exists(target)) {
            move(old, target);
        }
        delete(old);
    }

    private static Path oldOf(Path part) {
        return part.resolveSibling(part.getFileName() + OLD);
    }

    private static Path lockOf(Path part) {
        return part.resolveSibling(part.getFileName() + LOCK);
    }

    /** A new folder beside the target, and the lock that says until when somebody works in it. */
    private record Held(Path part, FileChannel lock) {}

    private static Held hold(Path target) throws IOException {
        while (true) {
            Path part = target.resolveSibling(PREFIX + Long.toHexString(System.nanoTime()));
            FileChannel channel;
            try {
                channel = FileChannel.open(lockOf(part), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                continue; // another name
            }
            try {
                channel.lock();
                channel.write(StandardCharsets.UTF_8.encode(target.getFileName().toString()));
                Files.createDirectory(part);
            } catch (IOException e) {
                channel.close();
                Files.deleteIfExists(lockOf(part)); // nobody works there, e.g. because it was cancelled
                throw e;
            }
            HELD.add(part);
            return new Held(part, channel);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
