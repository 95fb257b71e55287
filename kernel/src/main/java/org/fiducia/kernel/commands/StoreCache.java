package org.fiducia.kernel.commands;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.fiducia.api.store.Cache;
import org.fiducia.kernel.store.Store;
import org.fiducia.kernel.store.StoreFolder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Keeps pieces of files that are elsewhere beside the store. */
@Component(service = Cache.class)
public final class StoreCache implements Cache {
    private static final String KIND = "piece";

    /** After so much of the limit, as 1 over it, and not later than after so many bytes, what is too much goes. */
    private static final int SHARE = 10;

    private static final long OFTEN = 256L << 20;

    private final Store store;
    private final long limit;
    private final AtomicLong kept = new AtomicLong();

    /** Beside the store of the distribution. */
    @Activate
    public StoreCache(BundleContext context) {
        this(store(context, System.getenv()), StoreFolder.cacheLimit(System.getenv()));
    }

    private static Store store(BundleContext context, Map<String, String> environment) {
        return Store.cache(
                StoreFolder.of(Deployment.home(context), environment),
                StoreFolder.cacheLimit(environment),
                damaged -> {});
    }

    StoreCache(Store store, long limit) {
        this.store = store;
        this.limit = limit;
    }

    @Deactivate
    void stop() {
        store.sweep();
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public boolean has(String key) {
        return limit > 0 && store.has(KIND, Store.key(key));
    }

    @Override
    public Optional<byte[]> get(String key) {
        return limit > 0 ? store.get(KIND, Store.key(key), in -> in.readAllBytes()) : Optional.empty();
    }

    @Override
    public void put(String key, byte[] piece) {
        if (limit <= 0) {
            return;
        }
        store.put(KIND, Store.key(key), out -> out.write(piece));
        long most = Math.min(OFTEN, limit / SHARE);
        if (kept.addAndGet(piece.length) > most) {
            kept.set(0);
            store.sweep();
        }
    }
}
