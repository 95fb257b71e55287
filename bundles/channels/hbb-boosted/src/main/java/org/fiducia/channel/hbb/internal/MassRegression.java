package org.fiducia.channel.hbb.internal;

import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.classifiers.Classifier;
import org.fiducia.classifiers.Network;
import org.fiducia.objects.columns.BatchColumns;

/**
 * A regression of the mass of a jet by a network of a file.
 *
 * @param file of the network
 * @param network gives one number per jet
 * @param inputs names of the columns that it takes, in its order
 * @param factor whether it gives a factor on the mass of the file; else the mass, GeV
 */
record MassRegression(Path file, Network network, List<String> inputs, boolean factor) {
    private static final String FEATURES = "features";
    private static final String FILE = "file";
    private static final String GIVES = "gives";
    private static final String FACTOR = "factor";
    private static final String MASS = "mass";

    MassRegression {
        inputs = List.copyOf(inputs);
    }

    /**
     * The regression of a card.
     *
     * @param settings {@code file}; {@code classifier}, who evaluates it; {@code features}, columns that it takes where the
     *     file does not tell; {@code gives}, {@code mass} or {@code factor}
     * @param classifiers those among which it may choose
     */
    static MassRegression of(Settings settings, List<Classifier> classifiers) {
        Classifier classifier = Classifier.chosen(settings, classifiers);
        Path file = settings.file(FILE);
        Network network = classifier.open(file);
        List<String> listed = settings.texts(FEATURES);
        String gives = settings.text(GIVES, MASS);
        if (!gives.equals(MASS) && !gives.equals(FACTOR)) {
            throw settings.wrong(GIVES, MASS + " or " + FACTOR);
        }
        settings.refuseUnknown();
        List<String> inputs = network.inputs().isEmpty() ? listed : network.inputs();
        if (inputs.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    file + " does not tell the names of its features",
                    "export it with them under \"features\" in its metadata, or list the columns in " + settings.path()
                            + "/" + FEATURES);
        }
        if (inputs.size() != network.width()) {
            throw settings.wrong(FEATURES, "a list of the " + network.width() + " columns that " + file + " takes");
        }
        if (!listed.isEmpty() && !listed.equals(inputs)) {
            throw settings.wrong(FEATURES, "as in " + file + ": " + String.join(", ", inputs));
        }
        return new MassRegression(file, network, inputs, gives.equals(FACTOR));
    }

    /** Columns that it takes. */
    List<ColumnSpec> columns() {
        return inputs.stream().map(ColumnSpec::real).toList();
    }

    /**
     * Masses of jets.
     *
     * @param masses in the file, GeV
     * @return as many, GeV
     */
    double[] masses(BatchColumns columns, double[] masses) {
        int n = masses.length;
        double[] features = new double[n * inputs.size()];
        for (int k = 0; k < inputs.size(); k++) {
            double[] values = columns.reals(inputs.get(k), n);
            for (int event = 0; event < n; event++) {
                features[event * inputs.size() + k] = values[event];
            }
        }
        double[] regressed = new double[n];
        network.score(features, n, regressed);
        for (int event = 0; event < n; event++) {
            regressed[event] *= factor ? masses[event] : 1;
            if (!(regressed[event] >= 0 && regressed[event] < Double.POSITIVE_INFINITY)) {
                throw columns.damaged(event, "a jet whose mass is " + regressed[event] + " by " + file);
            }
        }
        return regressed;
    }
}
