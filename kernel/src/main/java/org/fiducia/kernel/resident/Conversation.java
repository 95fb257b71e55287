package org.fiducia.kernel.resident;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.fiducia.api.Nullable;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.launcher.Frames;
import org.fiducia.launcher.Frames.Frame;
import org.fiducia.launcher.RemoteCall;

/** One call by another process: what the verb prints goes there; when that process is gone, the verb is cancelled. */
final class Conversation {
    private final SocketChannel channel;
    private final Frames frames;
    private final Desk desk;
    private final boolean full;
    private final Outbox outbox = new Outbox();
    private final Consumer<Conversation> over;
    private @Nullable Job job;
    private boolean cancelled;

    /**
     * @param full whether there are too many calls already
     * @param over told when it is over
     */
    Conversation(SocketChannel channel, Desk desk, boolean full, Consumer<Conversation> over) {
        this.channel = channel;
        this.desk = desk;
        this.full = full;
        this.over = over;
        frames = new Frames(channel);
    }

    /** Begins, on a thread of its own. */
    void start(String name) {
        var thread = new Thread(this::answer, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends it without an answer. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // then it is closed
        }
        outbox.gone();
        over.accept(this);
    }

    /** Cancels the verb, now or as soon as it begins. */
    synchronized void cancel() {
        cancelled = true;
        outbox.hurry();
        if (job != null) {
            job.cancel();
        }
    }

    private synchronized void started(Job begun) {
        job = begun;
        if (cancelled) {
            begun.cancel();
        }
    }

    private void answer() {
        try {
            Optional<Frame> first = frames.read();
            if (first.isPresent() && first.get().type() == Frames.CALL) {
                answer(RemoteCall.of(first.get().content()));
            }
        } catch (IOException e) {
            refuse(String.valueOf(e.getMessage()));
        } finally {
            close();
        }
    }

    private void answer(RemoteCall call) throws IOException {
        Optional<String> refusal =
                full ? Optional.of(Reception.SEATS + " calls are being answered") : desk.refusal(call);
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        frames.write(Frames.TAKEN);
        var whenOver = new JobListener() {
            @Override
            public void ended(Job ended) {
                try {
                    outbox.put(new Frame(
                            Frames.END, new byte[] {(byte) ended.status().exitCode()}));
                } catch (IOException e) {
                    // the caller is gone
                }
            }
        };
        Job begun = desk.start(call, writer(Frames.OUT), writer(Frames.ERR), whenOver);
        started(begun);
        var listener = new Thread(this::listen, Thread.currentThread().getName() + "-listener");
        listener.setDaemon(true);
        listener.start();
        try {
            Frame frame;
            do {
                frame = outbox.take();
                frames.write(frame.type(), frame.content());
            } while (frame.type() != Frames.END);
        } catch (IOException e) {
            outbox.gone();
            cancel();
            begun.awaitOrCancel();
        }
    }

    /** Hears of Ctrl-C, and of the end of the caller. */
    private void listen() {
        try {
            for (Optional<Frame> frame = frames.read(); frame.isPresent(); frame = frames.read()) {
                if (frame.get().type() == Frames.CANCEL) {
                    cancel();
                }
            }
        } catch (IOException e) {
            // as if it were gone
        }
        cancel(); // does nothing to one that is over
    }

    private void refuse(String reason) {
        try {
            frames.write(Frames.REFUSED, reason.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the caller is gone
        }
    }

    private PrintWriter writer(byte type) {
        var stream = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                outbox.put(new Frame(type, new byte[] {(byte) b}));
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                outbox.put(new Frame(type, Arrays.copyOfRange(bytes, from, from + length)));
            }
        };
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
