package org.fiducia.api;

import java.util.Objects;

/**
 * Something a user can mend. The message says what is wrong and where, the remedy what to do; the kernel prints both and
 * ends the process with the code of the kind. No stack trace is shown unless asked for.
 */
public final class FiduciaException extends RuntimeException {
    /** Whose fault it is, and the exit code that says so. */
    public enum Kind {
        /** A verb, option or plug-in name that does not exist. */
        USAGE(2),
        /** The analysis card. */
        CARD(3),
        /** An input file, its structure or its numbers. */
        INPUT(4),
        /** A fit or an interval that has no trustworthy answer. */
        FIT(5),
        /** A plug-in that failed or is missing. */
        PLUGIN(6),
        /** Results that cannot be written. */
        OUTPUT(7);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        /** Exit code of the process, 2 to 7. */
        public int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;
    private final String remedy;

    /** An error with its remedy. */
    public FiduciaException(Kind kind, String message, String remedy) {
        this(kind, message, remedy, null);
    }

    /** An error with its remedy and the exception behind it (shown with {@code --verbose}). */
    public FiduciaException(Kind kind, String message, String remedy, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind);
        this.remedy = Objects.requireNonNull(remedy);
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }

    /** What the user can do. */
    public String remedy() {
        return remedy;
    }
}
