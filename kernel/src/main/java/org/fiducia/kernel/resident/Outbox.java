package org.fiducia.kernel.resident;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.fiducia.launcher.Frames.Frame;

/**
 * What is to be sent to a caller, in its order. Whoever prints only puts it here: a thread that is interrupted while it writes
 * to a channel closes the channel. One that is too fast waits for the caller, unless all is cancelled.
 */
final class Outbox {
    private static final int CAPACITY = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private long bytes;
    private boolean hurry;
    private boolean gone;

    /**
     * Adds what is to be sent.
     *
     * @throws IOException when the caller is gone
     */
    void put(Frame frame) throws IOException {
        lock.lock();
        try {
            while (bytes > CAPACITY && !hurry && !gone) {
                changed.awaitUninterruptibly();
            }
            if (gone) {
                throw new IOException("the caller is gone");
            }
            frames.addLast(frame);
            bytes += frame.content().length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next one. */
    Frame take() {
        lock.lock();
        try {
            while (frames.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            Frame next = frames.removeFirst();
            bytes -= next.content().length;
            changed.signalAll();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** From now on nobody who prints waits for the caller. */
    void hurry() {
        lock.lock();
        try {
            hurry = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The caller is gone: who prints is told. */
    void gone() {
        lock.lock();
        try {
            gone = true;
            frames.clear();
            bytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
