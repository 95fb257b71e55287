package org.fiducia.publisher.hepdata;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;

/**
 * What a submission must keep beyond its schemas: what the validator of the data base refuses, and what it lets through and
 * readers stumble over. Every rule is looked at before anything is written.
 */
final class SubmissionRules {
    static final int MOST_NAME = 64;
    static final int MOST_LOCATION = 256;
    static final int MOST_DATA = 10 << 20;
    static final int MOST_ARCHIVE = 50 << 20;

    /** Two numbers with a hyphen or a word between: an interval, which has low and high ends. */
    private static final Pattern INTERVAL = Pattern.compile("\\s*[-+]?[\\d.]+\\s*(?:[-–−]|to|TO)\\s*[-+]?[\\d.]+\\s*");

    private static final String RESOURCES = "additional_resources";

    private final Submission submission;

    private SubmissionRules(Submission submission) {
        this.submission = submission;
    }

    /**
     * Looks at all rules.
     *
     * @throws FiduciaException of kind {@link Kind#OUTPUT} for the first that is broken: where, and how
     */
    static void check(Submission submission) {
        new SubmissionRules(submission).check();
    }

    /** @throws FiduciaException when files are larger than the data base takes */
    static void checkSizes(Submission submission, Map<String, byte[]> files, int archive) {
        for (String name : submission.data().keySet()) {
            byte[] file = files.get(name);
            if (file != null && file.length >= MOST_DATA) {
                throw wrong(name, "has " + file.length + " bytes; less than " + MOST_DATA + " are taken");
            }
        }
        if (archive >= MOST_ARCHIVE) {
            throw wrong("the archive", "has " + archive + " bytes; less than " + MOST_ARCHIVE + " are taken");
        }
    }

    private static FiduciaException wrong(String where, String what) {
        return new FiduciaException(
                Kind.OUTPUT,
                "cannot be submitted: " + where + " " + what,
                "publish fewer observables, or leave out the one that this table is of");
    }

    private void check() {
        names();
        references();
        submission.data().forEach((name, document) -> new DataFile(name, document).check());
    }

    private void names() {
        var names = new HashSet<String>();
        var files = new HashSet<String>();
        for (Map<String, Object> table : submission.tables()) {
            String name = text(table, "name");
            if (name.isEmpty() || name.length() > MOST_NAME) {
                throw wrong(
                        "the name '" + name + "'",
                        "has " + name.length() + " characters; 1 to " + MOST_NAME + " are taken");
            }
            if (!names.add(name)) {
                throw wrong("the name '" + name + "'", "belongs to two tables");
            }
            String file = text(table, "data_file");
            if (file.contains("/")) {
                throw wrong(file, "is in a folder; files of tables are in none");
            }
            if (!files.add(file)) {
                throw wrong(file, "belongs to two tables");
            }
            if (text(table, "location").length() > MOST_LOCATION) {
                throw wrong("the location of " + name, "has more than " + MOST_LOCATION + " characters");
            }
        }
    }

    private static String text(Map<String, Object> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }

    /** Every file is named somewhere, and everything that is named is a file. */
    private void references() {
        Set<String> named = new TreeSet<>();
        submission.tables().forEach(table -> named.add(text(table, "data_file")));
        var all = new ArrayList<>(submission.tables());
        all.add(submission.head());
        for (Map<String, Object> document : all) {
            for (Map<String, Object> resource : maps(document.get(RESOURCES))) {
                String location = text(resource, "location");
                if (location.length() > MOST_LOCATION) {
                    throw wrong(location, "has more than " + MOST_LOCATION + " characters");
                }
                if (!location.contains("://")) {
                    named.add(location);
                }
            }
        }
        Set<String> there = new TreeSet<>(submission.data().keySet());
        there.addAll(submission.resources().keySet());
        for (String name : named) {
            if (!there.contains(name)) {
                throw wrong(name, "is named and not there");
            }
        }
        for (String name : there) {
            if (!named.contains(name)) {
                throw wrong(name, "is there and not named");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(@Nullable Object list) {
        return list instanceof List<?> ? (List<Map<String, Object>>) list : List.of();
    }

    /** The file of a table. */
    private record DataFile(String file, Map<String, Object> document) {
        void check() {
            List<Map<String, Object>> independents = maps(document.get("independent_variables"));
            List<Map<String, Object>> dependents = maps(document.get("dependent_variables"));
            if (dependents.isEmpty()) {
                throw wrong(file, "has no dependent variable");
            }
            int rows = maps(dependents.get(0).get("values")).size();
            for (Map<String, Object> variable : independents) {
                length(variable, rows);
                axis(maps(variable.get("values")));
            }
            for (Map<String, Object> variable : dependents) {
                length(variable, rows);
                maps(variable.get("values")).forEach(this::entry);
            }
        }

        private void length(Map<String, Object> variable, int rows) {
            int values = maps(variable.get("values")).size();
            if (values != rows) {
                throw wrong(file, "has variables of " + rows + " and of " + values + " values");
            }
        }

        private void axis(List<Map<String, Object>> values) {
            Set<Double> under = new LinkedHashSet<>();
            Set<Double> over = new LinkedHashSet<>();
            int classes = 0;
            for (Map<String, Object> value : values) {
                if (value.get("low") instanceof Double low && value.get("high") instanceof Double high) {
                    interval(low, high);
                    if (low == Double.NEGATIVE_INFINITY) {
                        under.add(high);
                    }
                    if (high == Double.POSITIVE_INFINITY) {
                        over.add(low);
                    }
                } else if (value.get("value") instanceof String name) {
                    classes++;
                    if (INTERVAL.matcher(name).matches()) {
                        throw wrong(file, "has the interval '" + name + "' as text; it has a low and a high end");
                    }
                } else if (!(value.get("value") instanceof Double x) || x.isNaN()) {
                    throw wrong(file, "has a bin that is neither an interval nor a name nor a number");
                }
            }
            if (classes != 0 && classes != values.size()) {
                throw wrong(file, "mixes names and numbers in one independent variable");
            }
            if (under.size() > 1 || over.size() > 1) {
                throw wrong(file, "has more than one open bin at one end of an independent variable");
            }
        }

        private void interval(double low, double high) {
            if (Double.isNaN(low) || Double.isNaN(high)) {
                throw wrong(file, "has an edge that is no number");
            }
            if (Double.isInfinite(low) && Double.isInfinite(high)) {
                throw wrong(file, "has a bin without edges");
            }
            if (!(low < high)) {
                throw wrong(file, "has a bin whose ends do not rise");
            }
        }

        private void entry(Map<String, Object> entry) {
            if (entry.get("value") instanceof Double x) {
                finite(x);
            }
            List<Map<String, Object>> errors = maps(entry.get("errors"));
            boolean zero = !errors.isEmpty();
            var labels = new HashSet<String>();
            for (Map<String, Object> error : errors) {
                if (!labels.add(text(error, "label"))) {
                    throw wrong(file, "has two errors with the label '" + text(error, "label") + "'");
                }
                for (double x : sizes(error)) {
                    finite(x);
                    zero &= x == 0;
                }
            }
            if (zero) {
                throw wrong(file, "has a value of which all errors are zero; it then has none");
            }
        }

        private static List<Double> sizes(Map<String, Object> error) {
            if (error.get("symerror") instanceof Double x) {
                return List.of(x);
            }
            if (error.get("asymerror") instanceof Map<?, ?> both
                    && both.get("plus") instanceof Double plus
                    && both.get("minus") instanceof Double minus) {
                return List.of(plus, minus);
            }
            return List.of(Double.NaN);
        }

        private void finite(double x) {
            if (!Double.isFinite(x)) {
                throw wrong(file, "has a value or an error that is no number");
            }
        }
    }
}
