package org.fiducia.api;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    public FiduciaException(Kind kind, String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind);
        this.remedy = Objects.requireNonNull(remedy);
    }

    /** The error of a result that cannot be written, with the reason in words. */
    public static FiduciaException unwritable(Path path, IOException cause) {
        return new FiduciaException(
                Kind.OUTPUT,
                "cannot write " + path + ": " + reason(cause),
                "make room or choose another place with --out",
                cause);
    }

    /** The message of most exceptions of the file system is just a path. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " cannot be made";
        }
        if (e instanceof FileAlreadyExistsException there) {
            return there.getFile() + " is a file, not a folder";
        }
        if (e instanceof FileSystemException other && other.getReason() != null) {
            return other.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
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
