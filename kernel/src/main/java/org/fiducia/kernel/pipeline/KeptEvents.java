package org.fiducia.kernel.pipeline;

import static org.fiducia.kernel.pipeline.Selection.PAGE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Bytes;
import org.fiducia.kernel.store.Store;

/**
 * Where kept events are: in memory up to a number, those beyond it in pages of a file that goes when this is closed. Lists
 * that are in memory are {@link RandomAccess}; the others hold a few pages of all that they share. Who goes through them in
 * order finds pages that idle threads have read ahead.
 */
final class KeptEvents implements AutoCloseable {
    /** Pages that are held, for each thread that may read. */
    private static final int PAGES_PER_THREAD = 4;

    /** Pages that are read ahead at once. */
    private static final int MOST_AHEAD = 8;

    private final Channel channel;
    private final long most;
    private final Store store;
    private final AtomicLong held = new AtomicLong();
    private final Map<Page, Loaded> pages;

    /** Read ahead; absent for one thread, which has nothing idle. */
    private final Optional<Workers> readers;

    private final int mostAhead;
    private final AtomicInteger ahead = new AtomicInteger();
    private volatile boolean none;
    private volatile boolean closed;
    private @Nullable FileChannel file;
    private long end;

    /**
     * @param channel writes and reads its candidates
     * @param most events that may be in memory
     * @param store has room for the others
     * @param threads that will read
     */
    KeptEvents(Channel channel, long most, Store store, int threads) {
        this.channel = channel;
        this.most = most;
        this.store = store;
        mostAhead = Math.min(MOST_AHEAD, 4 * (threads - 1));
        readers = threads > 1 ? Optional.of(new Workers(Math.min(threads - 1, mostAhead))) : Optional.empty();
        int capacity = threads * PAGES_PER_THREAD + mostAhead;
        this.pages = new LinkedHashMap<>(capacity, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Page, Loaded> eldest) {
                return size() > capacity;
            }
        };
    }

    /** A place in the file; each page is one object. */
    private static final class Page {
        private final long from;
        private final int bytes;
        private final int events;

        /** What is read after it. */
        private @Nullable Page next;

        Page(long from, int bytes, int events) {
            this.from = from;
            this.bytes = bytes;
            this.events = events;
        }
    }

    /** A page that is read by whoever comes first. */
    private static final class Loaded {
        private final FutureTask<SelectedEvent[]> task;

        /** Whether it was asked for, and not only read ahead. */
        private boolean asked;

        /** Who reads it. */
        private volatile @Nullable Thread reader;

        Loaded(Callable<SelectedEvent[]> read) {
            task = new FutureTask<>(() -> {
                reader = Thread.currentThread();
                return read.call();
            });
        }
    }

    /** From now on no event is kept: they are only counted. */
    void keepNone() {
        none = true;
    }

    /** Whether events are kept. */
    boolean keeps() {
        return !none;
    }

    /** Whether so many events more may be in memory. */
    boolean hasRoom(long events) {
        return !none && held.get() + events <= most;
    }

    /** Takes in the events of a unit. From any thread. */
    List<SelectedEvent> keep(Selection unit) {
        if (none) {
            return List.of();
        }
        int events = unit.size();
        if (held.addAndGet(events) <= most) {
            return Plugins.guard(channel, unit::events);
        }
        held.addAndGet(-events);
        List<byte[]> pages = Plugins.guard(channel, unit::pages);
        var written = new Page[pages.size()];
        for (int i = 0; i < written.length; i++) {
            written[i] = write(pages.get(i), Math.min(PAGE, events - i * PAGE));
            if (i > 0) {
                written[i - 1].next = written[i];
            }
        }
        return new Paged(written, events);
    }

    /** Lists one after the other. */
    static List<SelectedEvent> joined(List<List<SelectedEvent>> lists) {
        if (lists.stream().allMatch(RandomAccess.class::isInstance)) {
            return lists.stream().flatMap(List::stream).toList();
        }
        List<List<SelectedEvent>> filled =
                lists.stream().filter(list -> !list.isEmpty()).toList();
        for (int i = 1; i < filled.size(); i++) {
            if (filled.get(i - 1) instanceof Paged before && filled.get(i) instanceof Paged after) {
                before.own[before.own.length - 1].next = after.own[0];
            }
        }
        return new Joined(filled);
    }

    private Page write(byte[] bytes, int events) {
        try {
            return new Page(append(bytes), bytes.length, events);
        } catch (ClosedChannelException cancelled) {
            throw new CancellationException("cancelled");
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.OUTPUT,
                    "more than " + most + " events are selected, and there is no room for the others in "
                            + store.folder() + ": " + e.getMessage(),
                    "make room there, choose another folder with FIDUCIA_STORE, or give a larger eventsInMemory in the"
                            + " card",
                    e);
        }
    }

    private synchronized long append(byte[] bytes) throws IOException {
        FileChannel there = file == null ? store.scratch() : file;
        file = there;
        long from = end;
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            end += there.write(buffer, end);
        }
        return from;
    }

    private SelectedEvent[] events(Page page) {
        Loaded loaded;
        boolean fresh;
        synchronized (pages) {
            loaded = loaded(page);
            fresh = !loaded.asked;
            loaded.asked = true;
        }
        if (fresh) {
            readers.ifPresent(threads -> readAhead(page, threads));
            loaded.task.run(); // nothing when another thread has begun with it
            help(loaded, page);
        }
        try {
            return loaded.task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("cancelled");
        } catch (ExecutionException e) {
            synchronized (pages) {
                pages.remove(page, loaded);
            }
            if (loaded.reader != Thread.currentThread()) {
                return events(page); // whatever another thread met may be over
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** While another thread reads a page, the next ones are read here. */
    private void help(Loaded waited, Page page) {
        Page next = page.next;
        for (int k = 0; k < mostAhead && next != null && !waited.task.isDone(); k++) {
            FutureTask<SelectedEvent[]> task;
            synchronized (pages) {
                task = loaded(next).task;
            }
            task.run();
            next = next.next;
        }
    }

    private Loaded loaded(Page page) {
        return pages.computeIfAbsent(page, missing -> new Loaded(() -> read(missing)));
    }

    /** Has the next pages read by threads that have nothing else to do. */
    private void readAhead(Page page, Workers threads) {
        for (Page next = page.next; next != null; next = next.next) {
            if (ahead.incrementAndGet() > mostAhead) {
                ahead.decrementAndGet();
                return;
            }
            FutureTask<SelectedEvent[]> task;
            synchronized (pages) {
                task = loaded(next).task;
            }
            threads.later(() -> {
                task.run();
                ahead.decrementAndGet();
            });
        }
    }

    private SelectedEvent[] read(Page page) {
        if (closed) {
            throw new IllegalStateException("selected events are read after the verb that asked for them returned");
        }
        try {
            FileChannel there = Objects.requireNonNull(file, "a page is in a file");
            var buffer = ByteBuffer.allocate(page.bytes);
            while (buffer.hasRemaining()) {
                if (there.read(buffer, page.from + buffer.position()) < 0) {
                    throw new IOException("it ends early");
                }
            }
            return Plugins.guard(channel, () -> {
                var in = Bytes.input(buffer.array());
                var events = new SelectedEvent[page.events];
                for (int e = 0; e < events.length; e++) {
                    events[e] = Selection.read(channel, in);
                }
                return events;
            });
        } catch (ClosedChannelException cancelled) {
            throw new CancellationException("cancelled");
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.OUTPUT,
                    "the file of selected events in " + store.folder() + " cannot be read: " + e.getMessage(),
                    "run it again; a larger eventsInMemory in the card needs no file",
                    e);
        }
    }

    @Override
    public void close() {
        closed = true;
        readers.ifPresent(Workers::close);
        synchronized (pages) {
            pages.clear();
        }
        closeFile();
    }

    private synchronized void closeFile() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                // it is swept later
            }
        }
    }

    /** Events of one unit, in pages. */
    private final class Paged extends AbstractList<SelectedEvent> {
        private final Page[] own;
        private final int size;

        Paged(Page[] own, int size) {
            this.own = own;
            this.size = size;
        }

        @Override
        public SelectedEvent get(int index) {
            return events(own[index / PAGE])[index % PAGE];
        }

        @Override
        public int size() {
            return size;
        }
    }

    private static final class Joined extends AbstractList<SelectedEvent> {
        private final List<List<SelectedEvent>> lists;

        /** Index of the first event of each list, and behind the last. */
        private final int[] first;

        Joined(List<List<SelectedEvent>> lists) {
            this.lists = lists;
            this.first = new int[lists.size() + 1];
            for (int i = 0; i < lists.size(); i++) {
                first[i + 1] = Math.addExact(first[i], lists.get(i).size());
            }
        }

        @Override
        public SelectedEvent get(int index) {
            int found = Arrays.binarySearch(first, index);
            int list = found >= 0 ? found : -found - 2;
            return lists.get(list).get(index - first[list]);
        }

        @Override
        public int size() {
            return first[lists.size()];
        }
    }
}
