package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.fiducia.api.store.Keeper;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;

/** Keeps in a store what plug-ins make. */
public record StoredWork(Store store) implements Keeper {
    private static final String KIND = "made";

    @Override
    public byte[] kept(Object maker, String what, Supplier<byte[]> make) {
        String key =
                Store.key(Plugins.fingerprint(maker, store), maker.getClass().getName(), what);
        return store.get(KIND, key, in -> in.readAllBytes()).orElseGet(() -> {
            byte[] made = make.get();
            store.put(KIND, key, out -> out.write(made));
            return made;
        });
    }

    @Override
    public String hash(Path file) throws IOException {
        return store.hashOf(file);
    }
}
