package org.fiducia.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
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
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has a verb run by the process that stays, and starts the framework itself where there is none: what is printed, the exit
 * code and Ctrl-C are the same.
 */
public final class Client {
    private static final int FAILED = 1;
    private static final int OUTPUT = 7;

    /** A cancelled verb is over in a few seconds, whatever it does. */
    private static final long PATIENCE_SECONDS = 20;

    private final Path socket;
    private final OutputStream out;
    private final PrintStream err;
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * @param socket of the process that stays
     * @param out where what was asked for goes
     * @param err where remarks go
     */
    public Client(Path socket, OutputStream out, PrintStream err) {
        this.socket = socket;
        this.out = out;
        this.err = err;
    }

    /**
     * Entry point; the system property {@code fiducia.home} names the distribution, {@code fiducia.socket} the socket, {@code
     * fiducia.terminal} tells whether the standard error is a terminal and {@code fiducia.columns} how wide it is. Without words, a call is
     * rehearsed.
     */
    public static void main(String[] words) {
        if (words.length == 0) {
            rehearse();
            return;
        }
        OptionalInt code = OptionalInt.empty();
        String socket = System.getProperty("fiducia.socket", "");
        if (!socket.isEmpty()) {
            var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
            var client = new Client(Path.of(socket), new FileOutputStream(FileDescriptor.out), err);
            code = client.call(new RemoteCall(
                    System.getProperty("fiducia.home", "."),
                    Path.of("").toAbsolutePath().toString(),
                    List.of(words),
                    Boolean.getBoolean("fiducia.terminal"),
                    Integer.getInteger("fiducia.columns", 0),
                    System.getenv()));
        }
        if (code.isPresent()) {
            Runtime.getRuntime().exit(code.getAsInt());
        }
        Launcher.main(words);
    }

    /** Loads everything that a call needs, for an archive of classes: asks itself and answers. */
    private static void rehearse() {
        try {
            Path folder = Files.createTempDirectory("fiducia-rehearsal-");
            Path socket = folder.resolve("socket");
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(socket));
                var answers = new Thread(() -> answer(server), "fiducia-rehearsal");
                answers.start();
                var client = new Client(socket, OutputStream.nullOutputStream(), System.err);
                client.call(new RemoteCall("", "", List.of("help"), true, 0, System.getenv()));
                answers.join();
            } finally {
                Files.deleteIfExists(socket);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(ServerSocketChannel server) {
        try (SocketChannel channel = server.accept()) {
            var frames = new Frames(channel);
            frames.read();
            frames.write(Frames.TAKEN);
            frames.write(Frames.OUT, "\n".getBytes(StandardCharsets.UTF_8));
            frames.write(Frames.END, new byte[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Has a verb run.
     *
     * @return exit code; empty when nobody takes the call
     */
    public OptionalInt call(RemoteCall call) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            var frames = new Frames(channel);
            frames.write(Frames.CALL, call.bytes());
            Optional<Frames.Frame> answer = frames.read();
            if (answer.isEmpty()) {
                return OptionalInt.empty(); // it is just ending
            }
            if (answer.get().type() == Frames.REFUSED) {
                err.println("! " + socket + ": " + new String(answer.get().content(), StandardCharsets.UTF_8)
                        + "; this call runs alone");
                return OptionalInt.empty();
            }
            return OptionalInt.of(follow(frames));
        } catch (ConnectException e) {
            forget();
            return OptionalInt.empty();
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            if (Files.exists(socket)) {
                err.println("! " + socket + ": " + e.getMessage() + "; this call runs alone");
            }
            return OptionalInt.empty();
        }
    }

    /** The file beside a socket that is locked as long as a process takes calls there. */
    public static Path lock(Path socket) {
        return socket.resolveSibling(socket.getFileName() + ".lock");
    }

    /** Removes a socket that a process which is no more left behind. */
    private void forget() {
        try (FileChannel channel = FileChannel.open(lock(socket), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            if (free != null) {
                Files.deleteIfExists(socket);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // it stays, and costs the next call a moment
        }
    }

    /** Prints what comes, to the end; the exit code. */
    private int follow(Frames frames) {
        var hook = new Canceller(frames);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.start(); // the process is ending already
        }
        try {
            boolean printed = true;
            for (Optional<Frames.Frame> frame = frames.read(); frame.isPresent(); frame = frames.read()) {
                byte[] content = frame.get().content();
                switch (frame.get().type()) {
                    case Frames.OUT -> printed &= print(content);
                    case Frames.ERR -> err.write(content, 0, content.length);
                    case Frames.END -> {
                        return printed || content[0] != 0 ? content[0] & 0xff : unprintable();
                    }
                    default -> {
                        // of a later version
                    }
                }
            }
        } catch (IOException e) {
            // as if it were gone
        } finally {
            err.flush();
            over.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the process is ending
            }
        }
        err.println("error: the process that stayed is gone, and with it this call");
        err.println("  → call again; what it had written is complete or not there");
        return FAILED;
    }

    private boolean print(byte[] content) {
        try {
            out.write(content);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private int unprintable() {
        err.println("error: not everything could be printed: the output is a full disk or a closed pipe");
        err.println("  → make room, or read all that is printed");
        return OUTPUT;
    }

    /** Has the verb cancelled and waits until it is over; a class, for a lambda takes a tenth of the time of a call. */
    private final class Canceller extends Thread {
        private final Frames frames;

        Canceller(Frames frames) {
            super("fiducia-cancel");
            this.frames = frames;
        }

        @Override
        public void run() {
            try {
                frames.write(Frames.CANCEL);
                over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (IOException e) {
                // it is gone
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
