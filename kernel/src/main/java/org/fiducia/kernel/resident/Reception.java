package org.fiducia.kernel.resident;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.net.ExtendedSocketOptions;
import org.fiducia.api.Nullable;
import org.fiducia.launcher.Client;

/**
 * Takes calls at a socket that only its user can reach, each on a thread of its own. A lock beside the socket sees to it that
 * no two processes take the calls; it ends with the process, however that ends, and so does the right to the socket.
 */
public final class Reception implements AutoCloseable {
    /** What the operating system takes as the name of a socket, bytes. */
    private static final int LONGEST_NAME = 107;

    /** The most calls at a time. */
    static final int SEATS = 64;

    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** One that is ending is gone in a moment. */
    private static final long PATIENCE_MILLIS = 2000;

    private static final long RETRY_MILLIS = 20;
    private static final long FAREWELL_SECONDS = 8;

    private final Path socket;
    private final FileChannel lock;
    private final ServerSocketChannel door;
    private final UserPrincipal owner;
    private final Desk desk;
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private volatile long lastEnded = System.nanoTime();
    private volatile boolean closing;

    private Reception(Path socket, FileChannel lock, ServerSocketChannel door, Desk desk) throws IOException {
        this.socket = socket;
        this.lock = lock;
        this.door = door;
        this.desk = desk;
        owner = Files.getOwner(socket);
    }

    /**
     * Begins to take calls.
     *
     * @param socket its folder is made where it is missing, for the user alone
     * @return empty when another process takes them already
     * @throws IOException when no socket can be there, in words for the user
     */
    public static Optional<Reception> open(Path socket, Desk desk) throws IOException {
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new IOException("its name is longer than " + LONGEST_NAME + " bytes");
        }
        Path folder = Objects.requireNonNull(socket.toAbsolutePath().getParent(), "a file is in a folder");
        Files.createDirectories(folder.getParent() == null ? folder : folder.getParent());
        if (!Files.exists(folder)) {
            Files.createDirectory(folder, PRIVATE);
        }
        FileChannel lock = lock(Client.lock(socket));
        if (lock == null) {
            return Optional.empty();
        }
        try {
            var reception = new Reception(socket, lock, bind(socket, folder), desk);
            var thread = new Thread(reception::take, "fiducia-reception");
            thread.setDaemon(true);
            thread.start();
            return Optional.of(reception);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        try {
            for (; ; ) {
                if (locked(channel)) {
                    return channel;
                }
                if (System.nanoTime() > end) {
                    channel.close();
                    return null;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another of this process
        }
    }

    /** Makes the socket where nobody else can reach it yet, then puts it in its place; one left behind goes. */
    private static ServerSocketChannel bind(Path socket, Path folder) throws IOException {
        Path made = Files.createTempDirectory(folder, ".", PRIVATE);
        try {
            ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            Path there = made.resolve("s");
            try {
                door.bind(UnixDomainSocketAddress.of(there));
                Files.setPosixFilePermissions(there, OURS);
                Files.move(there, socket, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return door;
            } catch (IOException | RuntimeException e) {
                door.close();
                Files.deleteIfExists(there);
                throw e;
            }
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** Where it takes calls. */
    public Path socket() {
        return socket;
    }

    /** Calls that are being answered. */
    public int busy() {
        return conversations.size();
    }

    /** Seconds since the last call was over, or since it began where there was none; 0 while there is one. */
    public double idleSeconds() {
        return busy() > 0 ? 0 : (System.nanoTime() - lastEnded) * 1e-9;
    }

    private void take() {
        while (!closing) {
            try {
                SocketChannel caller = door.accept();
                var conversation = new Conversation(caller, desk, conversations.size() >= SEATS, this::over);
                conversations.add(conversation);
                if (ours(caller)) {
                    conversation.start("fiducia-call-" + count.incrementAndGet());
                } else {
                    conversation.close();
                }
            } catch (IOException e) {
                if (!door.isOpen()) {
                    return;
                }
            }
        }
    }

    /** Whether the caller is of the same user, whatever the folder lets through. */
    private boolean ours(SocketChannel caller) {
        try {
            return caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(owner);
        } catch (IOException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            return true; // the permissions of the socket must do
        }
    }

    private void over(Conversation conversation) {
        lastEnded = System.nanoTime();
        conversations.remove(conversation);
    }

    /** Takes no more calls, cancels those that are being answered, and waits until they are over. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        try {
            Files.deleteIfExists(socket);
            door.close();
            conversations.forEach(Conversation::cancel);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FAREWELL_SECONDS);
            while (!conversations.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(RETRY_MILLIS);
            }
            lock.close();
        } catch (IOException e) {
            // the operating system does it when the process ends
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
