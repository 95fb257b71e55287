package org.fiducia.api.store;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Pieces of what is elsewhere, kept from one run to the next: a service of the kernel, beside its store. Beyond a size, pieces
 * that were not used for the longest time go. A piece is whole or absent, whoever else writes it at the same time. Thread-safe.
 */
@ProviderType
public interface Cache {
    /** Keeps nothing. */
    Cache NONE = new Cache() {
        @Override
        public long limit() {
            return 0;
        }

        @Override
        public boolean has(String key) {
            return false;
        }

        @Override
        public Optional<byte[]> get(String key) {
            return Optional.empty();
        }

        @Override
        public void put(String key, byte[] piece) {
            // it goes at once
        }
    };

    /** Bytes that it may take. */
    long limit();

    /** Whether a piece is there; it may be gone or damaged all the same when it is asked for. */
    boolean has(String key);

    /** A piece; empty when it is not there, or damaged. */
    Optional<byte[]> get(String key);

    /**
     * Keeps a piece.
     *
     * @param key tells everything that the content depends on
     */
    void put(String key, byte[] piece);
}
