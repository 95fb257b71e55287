package org.fiducia.reader.root.internal.storage;

/** A part of a file that is sound as far as one can see, in a form that this reader does not know. The rest can be read. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What it is, and why it cannot be read. */
    public UnreadableException(String message) {
        super(message);
    }
}
