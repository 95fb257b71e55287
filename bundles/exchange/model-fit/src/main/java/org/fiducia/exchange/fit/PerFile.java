package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * Values of an option for each of several files: FILE=VALUE, or VALUE alone where there is one file.
 *
 * @param option its name
 * @param values as given
 * @param files as given
 */
record PerFile(String option, List<String> values, List<String> files) {
    PerFile {
        for (String value : values) {
            if (files.size() > 1 && files.stream().noneMatch(file -> value.startsWith(file + "="))) {
                throw new FiduciaException(
                        Kind.USAGE,
                        option + " " + value + " does not say for which of " + files.size() + " files it is",
                        "write FILE=VALUE, for example " + option + " " + files.get(0) + "=" + value);
            }
        }
    }

    /** Values for a file, in their order. */
    List<String> all(String file) {
        var all = new ArrayList<String>();
        for (String value : values) {
            if (value.startsWith(file + "=")) {
                all.add(value.substring(file.length() + 1));
            } else if (files.size() == 1) {
                all.add(value);
            }
        }
        return all;
    }

    /** The value for a file; empty for none. */
    String one(String file) {
        List<String> all = all(file);
        if (all.size() > 1) {
            throw new FiduciaException(
                    Kind.USAGE, option + " is given " + all.size() + " times for " + file, "give it once");
        }
        return all.isEmpty() ? "" : all.get(0);
    }
}
