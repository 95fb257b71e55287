package org.fiducia.kernel.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.kernel.jobs.JobBoard;
import org.fiducia.kernel.jobs.RunningJob;
import org.fiducia.launcher.Client;
import org.fiducia.launcher.Frames;
import org.fiducia.launcher.RemoteCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls through a socket, both sides in this process. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ReceptionTest {
    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final JobBoard board = new JobBoard(60_000);
    private final List<RemoteCall> asked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch waiting = new CountDownLatch(1);

    /** Knows three verbs: {@code echo} prints its words, {@code wait} waits until it is cancelled, {@code lots} prints 3 MB. */
    private final Desk desk = new Desk() {
        @Override
        public Optional<String> refusal(RemoteCall call) {
            return call.home().equals("here") ? Optional.empty() : Optional.of("it is of elsewhere");
        }

        @Override
        public Job start(RemoteCall call, PrintWriter out, PrintWriter err, JobListener listener) {
            asked.add(call);
            return board.start(call.words(), List.of(listener), new JobBoard.Work() {
                @Override
                public int run(RunningJob job) {
                    return work(call, out, err);
                }

                @Override
                public void giveUp(RunningJob job, java.util.function.Predicate<Thread> ofJob) {}
            });
        }
    };

    private int work(RemoteCall call, PrintWriter out, PrintWriter err) {
        switch (call.words().get(0)) {
            case "wait" -> {
                err.println("waiting");
                waiting.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    err.println("cancelled");
                    return RunningJob.CANCELLED;
                }
            }
            case "chatter" -> {
                waiting.countDown();
                while (!Thread.currentThread().isInterrupted()) {
                    out.println("and so on");
                }
                err.println("cancelled");
                return RunningJob.CANCELLED;
            }
            case "lots" -> {
                for (int i = 0; i < 30_000; i++) {
                    out.println("x".repeat(100));
                }
                out.flush();
            }
            default -> {
                out.println(String.join(" ", call.words()) + " ℓ");
                err.println("a remark");
            }
        }
        return call.words().get(0).equals("lots") ? 0 : call.words().size();
    }

    private Reception open() throws IOException {
        Reception reception = Reception.open(folder.resolve("s"), desk).orElseThrow();
        open.add(reception);
        return reception;
    }

    private static RemoteCall call(String... words) {
        return new RemoteCall("here", "/tmp", List.of(words), true, 99, Map.of("A", "b"));
    }

    private record Answer(OptionalInt code, String out, String err) {}

    private Answer ask(RemoteCall call) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        OptionalInt code =
                new Client(folder.resolve("s"), out, new PrintStream(err, true, StandardCharsets.UTF_8)).call(call);
        return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() throws Exception {
        board.cancelAll();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void aCallIsAnsweredWithAllItsSurroundings() throws IOException {
        open();
        Answer answer = ask(call("echo", "a", "b"));
        assertEquals(new Answer(OptionalInt.of(3), "echo a b ℓ\n", "a remark\n"), answer);
        assertEquals(List.of(call("echo", "a", "b")), asked);
    }

    @Test
    void muchIsPrintedWhole() throws IOException {
        open();
        assertEquals(30_000L * 101, ask(call("lots")).out().length());
    }

    @Test
    void onlyTheUserReachesTheSocket() throws IOException {
        Path socket = open().socket();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
        Reception deeper = Reception.open(folder.resolve("mine/s"), desk).orElseThrow();
        open.add(deeper);
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("mine"))),
                "a folder that is made for it");
    }

    @Test
    void noTwoTakeTheCalls() throws IOException {
        Reception first = open();
        assertTrue(Reception.open(folder.resolve("s"), desk).isEmpty());
        assertEquals(3, ask(call("echo", "a", "b")).code().getAsInt(), "the first is not disturbed");
        first.close();
        open();
        assertEquals(1, ask(call("echo")).code().getAsInt());
    }

    @Test
    void aSocketThatWasLeftBehindIsTaken() throws IOException {
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
        }
        assertTrue(Files.exists(folder.resolve("s")));
        Files.createFile(folder.resolve("s.lock")); // what a process that was killed leaves
        assertEquals(new Answer(OptionalInt.empty(), "", ""), ask(call("echo")), "nobody is there: it runs alone");
        assertFalse(Files.exists(folder.resolve("s")), "the next call need not try");
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
        }
        open();
        assertEquals(1, ask(call("echo")).code().getAsInt());
    }

    @Test
    void whereNoneIsACallRunsAlone() {
        assertEquals(new Answer(OptionalInt.empty(), "", ""), ask(call("echo")));
    }

    @Test
    void aRefusedCallSaysWhyAndRunsAlone() throws IOException {
        open();
        Answer answer = ask(new RemoteCall("elsewhere", "/", List.of("echo"), false, 0, Map.of()));
        assertTrue(answer.code().isEmpty());
        assertEquals("! " + folder.resolve("s") + ": it is of elsewhere; this call runs alone\n", answer.err());
        assertEquals(List.of(), asked);
    }

    @Test
    void nonsenseHarmsNobody() throws IOException {
        open();
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("s")))) {
            new Frames(channel).write(Frames.CALL, new byte[] {1, 2, 3});
            assertEquals(
                    Frames.REFUSED, new Frames(channel).read().orElseThrow().type());
        }
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("s")))) {
            new Frames(channel).write(Frames.CANCEL);
            assertTrue(new Frames(channel).read().isEmpty());
        }
        assertEquals(1, ask(call("echo")).code().getAsInt());
    }

    @Test
    void whenTheCallerIsGoneTheVerbIsCancelled() throws Exception {
        Reception reception = open();
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("s")))) {
            new Frames(channel).write(Frames.CALL, call("wait").bytes());
            waiting.await();
            assertEquals(1, reception.busy());
            assertEquals(0, reception.idleSeconds());
        }
        while (reception.busy() > 0) {
            Thread.sleep(5);
        }
        assertEquals(Job.State.CANCELLED, board.recent().get(0).status().state());
        assertTrue(reception.idleSeconds() >= 0);
    }

    @Test
    void aCallerMayCancel() throws Exception {
        open();
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("s")))) {
            var frames = new Frames(channel);
            frames.write(Frames.CALL, call("wait").bytes());
            waiting.await();
            frames.write(Frames.CANCEL);
            var said = new StringBuilder();
            var frame = frames.read().orElseThrow();
            for (; frame.type() != Frames.END; frame = frames.read().orElseThrow()) {
                said.append(new String(frame.content(), StandardCharsets.UTF_8));
            }
            assertEquals("waiting\ncancelled\n", said.toString());
            assertEquals(RunningJob.CANCELLED, frame.content()[0] & 0xff);
        }
    }

    /** An interrupted thread must not close the channel it writes to. */
    @Test
    void oneThatIsCancelledWhileItPrintsStillSaysItsLastWord() throws Exception {
        open();
        for (int i = 0; i < 8; i++) {
            try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("s")))) {
                var frames = new Frames(channel);
                frames.write(Frames.CALL, call("chatter").bytes());
                for (int lines = 0; lines < 50 * i; lines++) {
                    frames.read();
                }
                frames.write(Frames.CANCEL);
                var remarks = new StringBuilder();
                var frame = frames.read().orElseThrow();
                for (; frame.type() != Frames.END; frame = frames.read().orElseThrow()) {
                    if (frame.type() == Frames.ERR) {
                        remarks.append(new String(frame.content(), StandardCharsets.UTF_8));
                    }
                }
                assertEquals("cancelled\n", remarks.toString());
                assertEquals(RunningJob.CANCELLED, frame.content()[0] & 0xff);
            }
        }
    }

    @Test
    void whoEndsTellsThoseWhoWait() throws Exception {
        Reception reception = open();
        var answers = Collections.synchronizedList(new ArrayList<Answer>());
        var asking = new Thread(() -> answers.add(ask(call("wait"))));
        asking.start();
        waiting.await();
        reception.close();
        asking.join();
        assertEquals(List.of(new Answer(OptionalInt.of(RunningJob.CANCELLED), "", "waiting\ncancelled\n")), answers);
        assertFalse(Files.exists(folder.resolve("s")));
    }

    @Test
    void oneThatDiesIsSaidToBeGone() throws Exception {
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
            var dying = new Thread(() -> {
                try (var channel = server.accept()) {
                    var frames = new Frames(channel);
                    frames.read();
                    frames.write(Frames.TAKEN);
                    frames.write(Frames.OUT, "half".getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            dying.start();
            Answer answer = ask(call("echo"));
            dying.join();
            assertEquals(OptionalInt.of(1), answer.code());
            assertEquals("half", answer.out());
            assertEquals(
                    "error: the process that stayed is gone, and with it this call\n"
                            + "  → call again; what it had written is complete or not there\n",
                    answer.err());
        }
    }

    @Test
    void anOutputThatFailsIsNoSuccess() throws IOException {
        open();
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space");
            }
        };
        var err = new ByteArrayOutputStream();
        var call = new RemoteCall("here", "/", List.of("lots"), false, 0, Map.of());
        OptionalInt failed =
                new Client(folder.resolve("s"), full, new PrintStream(err, true, StandardCharsets.UTF_8)).call(call);
        assertEquals(OptionalInt.of(7), failed);
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("error: not everything could be printed"));
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThrows(IOException.class, () -> Reception.open(file.resolve("s"), desk));
    }
}
