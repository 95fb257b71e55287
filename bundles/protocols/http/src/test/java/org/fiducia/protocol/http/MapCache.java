package org.fiducia.protocol.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.store.Cache;

/** A cache in memory, of which the oldest goes. */
final class MapCache implements Cache {
    final Map<String, byte[]> pieces = new LinkedHashMap<>();
    private final long limit;

    MapCache(long limit) {
        this.limit = limit;
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public synchronized boolean has(String key) {
        return pieces.containsKey(key);
    }

    @Override
    public synchronized Optional<byte[]> get(String key) {
        return Optional.ofNullable(pieces.get(key));
    }

    @Override
    public synchronized void put(String key, byte[] piece) {
        pieces.put(key, piece);
        long size = pieces.values().stream().mapToLong(each -> each.length).sum();
        for (var all = pieces.entrySet().iterator(); size > limit && all.hasNext(); ) {
            size -= all.next().getValue().length;
            all.remove();
        }
    }
}
