package org.fiducia.reader.root.internal.storage;

/** A file whose content contradicts itself or the format. Becomes an error for the user where the file is known. */
public final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong, and where in the file. */
    public DamagedException(String message) {
        super(message);
    }

    /** What is wrong, with the exception behind it. */
    public DamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
