package org.fiducia.api.schedule;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.io.UncheckedIOException;

/** Orders and results of a {@link Task} that are records, as bytes: for processes with the same bundles. */
public final class Parcel {
    private Parcel() {}

    /** The bytes of a value. */
    public static byte[] of(Serializable value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has room, and what is no data is a mistake of who packs it
        }
        return bytes.toByteArray();
    }

    /**
     * The value that was packed.
     *
     * @param type of it, whose bundle finds the classes of all that is in it
     */
    public static <T extends Serializable> T open(byte[] bytes, Class<T> type) {
        try (var in = new ClassesOf(type, bytes)) {
            return type.cast(in.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e); // who packs it has the same bundles
        }
    }

    private static final class ClassesOf extends ObjectInputStream {
        private final ClassLoader loader;

        ClassesOf(Class<?> type, byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
            loader = type.getClassLoader();
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(described.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(described);
            }
        }
    }
}
