package org.fiducia.kernel.pipeline;

import java.util.function.Supplier;
import org.fiducia.api.Nullable;

/** Makes something when it is asked for first; whoever asks meanwhile waits. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> make;
    private @Nullable T made;

    Once(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public synchronized T get() {
        T known = made;
        if (known == null) {
            known = make.get();
            made = known;
        }
        return known;
    }
}
