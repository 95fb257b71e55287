package org.fiducia.api.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps what takes time to make, from one run to the next: a service of the kernel, in its store. What is kept may go at any
 * time, and costs time then, never a result.
 */
@ProviderType
public interface Keeper {
    /** Keeps nothing. */
    Keeper NONE = (maker, what, make) -> make.get();

    /**
     * Bytes that were made before, or are made now.
     *
     * @param maker whoever makes them: what another version of its bundle made, or of those that this is wired to, is not
     *     used
     * @param what everything else that they depend on
     * @param make gives the same bytes whenever the others are the same
     */
    byte[] kept(Object maker, String what, Supplier<byte[]> make);

    /**
     * SHA-256 of what a file holds, in hexadecimal digits; may be remembered as long as its size and its time of change stay
     * the same.
     *
     * @throws IOException when it cannot be read
     */
    default String hash(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
