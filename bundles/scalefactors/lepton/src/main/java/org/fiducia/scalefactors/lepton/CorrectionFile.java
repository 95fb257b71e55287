package org.fiducia.scalefactors.lepton;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.scalefactors.corrections.Correction;
import org.fiducia.scalefactors.corrections.CorrectionSet;
import org.fiducia.scalefactors.corrections.Values;
import org.fiducia.scalefactors.corrections.Variable;

/**
 * A correction of a correctionlib file as a function of momentum and pseudorapidity: its text inputs are chosen beforehand, and
 * any other input ends in {@code pt} or {@code eta}. Where its bins are an error outside, it is 1.
 */
final class CorrectionFile {
    private final Path file;
    private final Correction correction;

    private CorrectionFile(Path file, Correction correction) {
        this.file = file;
        this.correction = correction;
    }

    /**
     * Reads a file.
     *
     * @param name of the correction; empty for the only one
     */
    static CorrectionFile read(Path file, String name) {
        return new CorrectionFile(file, CorrectionSet.read(file).correction(name));
    }

    /** A function of the momentum and the pseudorapidity of a lepton. */
    interface Function {
        double of(double pt, double eta);
    }

    /** What an input is. */
    private enum Input {
        TEXT,
        PT,
        ETA,
        ABSOLUTE_ETA
    }

    /**
     * The function for given texts.
     *
     * @param texts value of each text input
     */
    Function function(Map<String, String> texts) {
        Input[] inputs =
                correction.inputs().stream().map(input -> kind(input, texts)).toArray(Input[]::new);
        String[] given = correction.inputs().stream()
                .map(input -> texts.getOrDefault(input.name(), ""))
                .toArray(String[]::new);
        return (pt, eta) -> {
            Values values = correction.values().outside(1); // outside of what was measured
            for (int k = 0; k < inputs.length; k++) {
                switch (inputs[k]) {
                    case TEXT -> values.set(k, given[k]);
                    case PT -> values.set(k, pt);
                    case ETA -> values.set(k, eta);
                    case ABSOLUTE_ETA -> values.set(k, Math.abs(eta));
                }
            }
            return correction.evaluate(values);
        };
    }

    private Input kind(Variable input, Map<String, String> texts) {
        String name = input.name();
        if (input.type() == Variable.Type.STRING) {
            Set<String> known = correction.keys(name);
            String wanted = texts.get(name);
            boolean fits = wanted != null && (known.contains(wanted) || correction.hasDefault(name));
            if (!fits && !known.isEmpty()) {
                throw wrong(
                        "needs the input " + name + (wanted == null ? "" : ", and does not know " + wanted),
                        "give one of " + String.join(", ", known) + " in inputs");
            }
            return Input.TEXT;
        }
        if (name.toLowerCase(Locale.ROOT).endsWith("eta")) {
            // edges that begin at 0 or above are those of |η|
            return correction.lowest(name) >= 0 ? Input.ABSOLUTE_ETA : Input.ETA;
        }
        if (!name.toLowerCase(Locale.ROOT).endsWith("pt")) {
            throw wrong("depends on " + name, "only pt, eta and abseta of a lepton are known");
        }
        return Input.PT;
    }

    private FiduciaException wrong(String what, String remedy) {
        return new FiduciaException(Kind.INPUT, file + ": the correction " + correction.name() + " " + what, remedy);
    }
}
