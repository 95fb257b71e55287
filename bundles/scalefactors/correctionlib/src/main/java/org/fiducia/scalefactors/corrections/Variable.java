package org.fiducia.scalefactors.corrections;

/**
 * An input of a correction.
 *
 * @param name its name in the file
 * @param type what it holds
 * @param description what it means, may be empty
 */
public record Variable(String name, Type type, String description) {
    /** What a variable holds. */
    public enum Type {
        /** Text. */
        STRING,
        /** A 64-bit integer. */
        INT,
        /** A double-precision number. */
        REAL
    }
}
