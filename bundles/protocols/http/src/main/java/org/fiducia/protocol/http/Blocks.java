package org.fiducia.protocol.http;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.store.Cache;

/**
 * Blocks of files: some in memory, all that came in the cache, the others asked for, neighbours in one request. A block that
 * several readers want at the same time is asked for once. Thread-safe.
 */
final class Blocks {
    /** Bytes of a block, the last one of a file apart. */
    static final int SIZE = 1 << 16;

    /** So many blocks that nobody wants between two that are wanted are asked for with them. */
    private static final int GAP = 1;

    /** Blocks of a request, at most. */
    private static final int LONGEST = 64;

    /** Bytes in memory at most, and as 1 over it of all memory. */
    private static final long MEMORY = 128 << 20;

    private static final int SHARE = 8;

    /** So many times a file is brought whole. */
    private static final int MOST_WHOLE = 3;

    private final Cache cache;
    private final Transport transport;
    private final Errands errands = new Errands();
    private final Map<Key, CompletableFuture<byte[]>> flying = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> wholes = new ConcurrentHashMap<>();
    private final int most;
    private final Map<Key, byte[]> memory = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
            return size() > most;
        }
    };

    Blocks(Cache cache, Transport transport) {
        this.cache = cache;
        this.transport = transport;
        this.most = (int) Math.max(16, Math.min(MEMORY, Runtime.getRuntime().maxMemory() / SHARE) / SIZE);
    }

    /** A block of a version of a file. */
    private record Key(String content, int block) {
        String text() {
            return content + "\n" + block;
        }
    }

    /** Takes blocks in their order. */
    @FunctionalInterface
    interface Taker {
        void take(int block, byte[] bytes);
    }

    Cache cache() {
        return cache;
    }

    Transport transport() {
        return transport;
    }

    /** A block has come. */
    void give(Content content, int block, byte[] bytes) {
        var key = new Key(content.name(), block);
        remember(key, bytes);
        if (content.kept()) {
            cache.put(key.text(), bytes);
        }
        CompletableFuture<byte[]> waited = flying.remove(key);
        if (waited != null) {
            waited.complete(bytes);
        }
    }

    private synchronized void remember(Key key, byte[] bytes) {
        memory.put(key, bytes);
    }

    private synchronized Optional<byte[]> remembered(Key key) {
        return Optional.ofNullable(memory.get(key));
    }

    /** A block that is here, whole. */
    private Optional<byte[]> here(Content content, Key key) {
        Optional<byte[]> known = remembered(key);
        if (known.isEmpty() && content.kept()) {
            known = cache.get(key.text()).filter(bytes -> bytes.length == content.length(key.block()));
            known.ifPresent(bytes -> remember(key, bytes));
        }
        return known;
    }

    /** Brings blocks, and gives each to somebody. */
    void bring(Content content, BitSet wanted, Taker taker) throws IOException {
        var waited = new HashMap<Integer, CompletableFuture<byte[]>>();
        var found = new HashMap<Integer, byte[]>();
        var missing = new BitSet();
        for (int block = wanted.nextSetBit(0); block >= 0; block = wanted.nextSetBit(block + 1)) {
            var key = new Key(content.name(), block);
            CompletableFuture<byte[]> coming = flying.get(key);
            if (coming != null) {
                waited.put(block, coming);
                continue;
            }
            Optional<byte[]> known = here(content, key);
            if (known.isPresent()) {
                found.put(block, known.get());
            } else {
                waited.put(block, claim(key, missing));
            }
        }
        ask(content, missing, true);
        for (int block = wanted.nextSetBit(0); block >= 0; block = wanted.nextSetBit(block + 1)) {
            byte[] bytes = found.get(block);
            taker.take(
                    block,
                    bytes != null
                            ? bytes
                            : await(Objects.requireNonNull(waited.get(block), "it was found or asked for")));
        }
    }

    /** Has blocks brought that are not here. */
    void ahead(Content content, BitSet wanted) {
        if (!content.version().ranges()) {
            return; // all of it comes with the first that is read
        }
        var missing = new BitSet();
        for (int block = wanted.nextSetBit(0); block >= 0; block = wanted.nextSetBit(block + 1)) {
            var key = new Key(content.name(), block);
            boolean there =
                    flying.containsKey(key) || remembered(key).isPresent() || content.kept() && cache.has(key.text());
            if (!there) {
                claim(key, missing);
            }
        }
        ask(content, missing, false);
    }

    private static byte[] await(CompletableFuture<byte[]> coming) throws IOException {
        try {
            return coming.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FiduciaException said) {
                throw said;
            }
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
        }
    }

    /**
     * Takes it on to ask for a block, unless somebody has.
     *
     * @param missing gets the block when it is to be asked for
     */
    private CompletableFuture<byte[]> claim(Key key, BitSet missing) {
        var own = new CompletableFuture<byte[]>();
        CompletableFuture<byte[]> other = flying.putIfAbsent(key, own);
        if (other != null) {
            return other;
        }
        Optional<byte[]> meanwhile = remembered(key); // it is there before it stops flying
        if (meanwhile.isPresent()) {
            flying.remove(key, own);
            own.complete(meanwhile.get());
        } else {
            missing.set(key.block());
        }
        return own;
    }

    /** Asks for blocks that were claimed, those that are near each other together. */
    private void ask(Content content, BitSet missing, boolean urgent) {
        if (!content.version().ranges()) {
            if (!missing.isEmpty()) {
                List<Integer> all = missing.stream().boxed().toList();
                start(content, 0, content.count() - 1, all, urgent);
            }
            return;
        }
        for (int first = missing.nextSetBit(0); first >= 0; ) {
            int last = first;
            var own = new ArrayList<Integer>(List.of(first));
            int next = missing.nextSetBit(first + 1);
            while (next >= 0 && next - last <= GAP + 1 && next - first < LONGEST) {
                last = next;
                own.add(next);
                next = missing.nextSetBit(next + 1);
            }
            start(content, first, last, own, urgent);
            first = next;
        }
    }

    /** Brings all of a file, unless somebody did meanwhile. */
    private void whole(Content content, Piece piece, List<Integer> wanted) throws IOException {
        AtomicInteger times = wholes.computeIfAbsent(content.name(), name -> new AtomicInteger());
        synchronized (times) {
            boolean here = true;
            for (int block : wanted) {
                var key = new Key(content.name(), block);
                Optional<byte[]> known = here(content, key);
                known.ifPresent(bytes -> give(content, block, bytes));
                here &= known.isPresent();
            }
            if (here) {
                return;
            }
            if (times.incrementAndGet() > MOST_WHOLE) {
                throw Failures.whole(content.target().file(), "does not stay in the cache");
            }
            transport.get(content.target(), piece);
        }
    }

    private void start(Content content, int first, int last, List<Integer> wanted, boolean urgent) {
        errands.run(content.target().address().getAuthority(), urgent, () -> {
            try {
                var piece = new Piece(this, content, first, last);
                if (content.version().ranges()) {
                    transport.get(content.target(), piece);
                } else {
                    piece.require();
                    whole(content, piece, wanted);
                }
            } catch (IOException | RuntimeException e) {
                for (int block : wanted) {
                    CompletableFuture<byte[]> waited = flying.remove(new Key(content.name(), block));
                    if (waited != null) {
                        waited.completeExceptionally(e);
                    }
                }
            }
        });
    }
}
