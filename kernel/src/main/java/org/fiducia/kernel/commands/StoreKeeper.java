package org.fiducia.kernel.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.fiducia.api.store.Keeper;
import org.fiducia.kernel.pipeline.StoredWork;
import org.fiducia.kernel.store.Store;
import org.fiducia.kernel.store.StoreFolder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Keeps in the store what plug-ins make. */
@Component(service = Keeper.class)
public final class StoreKeeper implements Keeper {
    private final Store store;

    /** In the store of the distribution. */
    @Activate
    public StoreKeeper(BundleContext context) {
        this(new Store(
                StoreFolder.of(Deployment.home(context), System.getenv()),
                true,
                StoreFolder.limit(System.getenv()),
                damaged -> {}));
    }

    StoreKeeper(Store store) {
        this.store = store;
    }

    @Deactivate
    void stop() {
        store.sweep();
    }

    @Override
    public byte[] kept(Object maker, String what, Supplier<byte[]> make) {
        return new StoredWork(store).kept(maker, what, make);
    }

    @Override
    public String hash(Path file) throws IOException {
        return store.hashOf(file);
    }
}
