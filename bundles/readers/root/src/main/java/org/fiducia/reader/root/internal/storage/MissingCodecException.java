package org.fiducia.reader.root.internal.storage;

/** A library that undoes a compression does not work on this machine. */
public final class MissingCodecException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The codec that cannot be had. */
    public MissingCodecException(String codec, Throwable cause) {
        super("no library for " + codec + " on this machine (" + cause.getMessage() + ")", cause);
    }
}
