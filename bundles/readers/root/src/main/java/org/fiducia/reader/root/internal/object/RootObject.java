package org.fiducia.reader.root.internal.object;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.fiducia.reader.root.internal.storage.UnreadableException;

/**
 * An object of a file: its class and its members by name, those of base classes among them. Numbers are held as
 * {@link Long} or {@link Double}, arrays as {@code int[]}, {@code long[]}, {@code double[]} or {@code byte[]}, lists as
 * {@link List}.
 */
public final class RootObject {
    private final String className;
    private final Map<String, Object> members = new HashMap<>();
    private String unread = "";

    RootObject(String className) {
        this.className = className;
    }

    /** Name of its class. */
    public String className() {
        return className;
    }

    void put(String name, @Nullable Object value) {
        members.put(name, value);
    }

    /** Takes note that members from some point on were passed over, and why. */
    void passOver(String why) {
        unread = unread.isEmpty() ? why : unread;
    }

    /** Why some of its members were not read; empty when all were. */
    public String unread() {
        return unread;
    }

    /** Whether there is a member of this name that is not null. */
    public boolean has(String name) {
        return members.get(name) != null;
    }

    /** Text. */
    public String text(String name) {
        return member(name, String.class);
    }

    /** A whole number; old versions of ROOT hold large ones as reals. */
    public long whole(String name) {
        if (members.get(name) instanceof Double real && real == Math.rint(real) && Math.abs(real) < 0x1p62) {
            return real.longValue();
        }
        return member(name, Long.class);
    }

    /** A whole number that must be at least 0 and fit 31 bits. */
    public int count(String name) {
        long value = whole(name);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new DamagedException(this + " has " + name + " = " + value);
        }
        return (int) value;
    }

    /** An array of 32-bit integers, of 64-bit integers in newer versions. */
    public long[] wholes(String name) {
        Object value = members.get(name);
        if (value instanceof int[] narrow) {
            var wide = new long[narrow.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = narrow[i];
            }
            return wide;
        }
        return value == null ? new long[0] : member(name, long[].class);
    }

    /** An array of numbers of any type. */
    public double[] reals(String name) {
        Object value = members.get(name);
        if (value instanceof double[] reals) {
            return reals;
        }
        if (value instanceof byte[] bytes) {
            var reals = new double[bytes.length];
            for (int i = 0; i < reals.length; i++) {
                reals[i] = bytes[i];
            }
            return reals;
        }
        long[] wholes = wholes(name);
        var reals = new double[wholes.length];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = wholes[i];
        }
        return reals;
    }

    /** A number of any type. */
    public double real(String name) {
        return member(name, Number.class).doubleValue();
    }

    /** A list of objects; items that could not be read are null. */
    public List<?> list(String name) {
        return member(name, List.class);
    }

    /** An object, null when there is none. */
    public @Nullable RootObject object(String name) {
        return members.get(name) == null ? null : member(name, RootObject.class);
    }

    private <T> T member(String name, Class<T> type) {
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            if (value == null && !unread.isEmpty()) {
                throw new UnreadableException(this + " cannot be read: " + unread);
            }
            throw new DamagedException(this + " has no readable member " + name);
        }
        return type.cast(value);
    }

    @Override
    public String toString() {
        return members.get("fName") instanceof String name ? className + " " + name : className;
    }
}
