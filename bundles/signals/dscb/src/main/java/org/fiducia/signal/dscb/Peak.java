package org.fiducia.signal.dscb;

import java.util.LinkedHashMap;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;

/**
 * The resonant signal of a category: a double-sided Crystal Ball of which each parameter is p + p′ (m_H − reference mass).
 *
 * @param category for messages
 * @param referenceMass GeV
 * @param numbers p and p′ of each of the six parameters in turn
 * @param meanError statistical uncertainty of the mean at the reference mass, GeV
 * @param sigmaError statistical uncertainty of σ at the reference mass, GeV
 */
record Peak(String category, double referenceMass, double[] numbers, double meanError, double sigmaError) {
    static final String KIND = "dscb";
    static final List<String> PARAMETERS = List.of("mean", "sigma", "alphaL", "nL", "alphaR", "nR");

    /** No deviation. */
    private static final double[] NONE = new double[PARAMETERS.size()];

    /** σ at the reference mass, GeV. */
    double sigma() {
        return numbers[2];
    }

    /** A parameter at the reference mass. */
    double value(int k) {
        return numbers[2 * k];
    }

    /** The shape at a mass in GeV: a number, or a parameter. */
    Shape at(Expression mass) {
        return at(mass, NONE);
    }

    /**
     * The shape of events that deviate from it.
     *
     * @param mass GeV: a number, or a parameter
     * @param deviation of the mean in units of {@link #sigma}, of the others as the logarithm of their ratio
     */
    Shape at(Expression mass, double[] deviation) {
        var shape = new LinkedHashMap<String, Expression>();
        for (int k = 0; k < PARAMETERS.size(); k++) {
            double shift = k == 0 ? deviation[0] * sigma() : 0;
            double factor = k == 0 ? 1 : Math.exp(deviation[k]);
            if (mass instanceof Expression.Constant constant) {
                shape.put(PARAMETERS.get(k), Expression.constant(shift + factor * value(k, constant.value())));
            } else {
                Expression linear = Expression.sum(
                        Expression.constant(shift + factor * (numbers[2 * k] - numbers[2 * k + 1] * referenceMass)),
                        Expression.product(Expression.constant(factor * numbers[2 * k + 1]), mass));
                shape.put(PARAMETERS.get(k), linear);
            }
        }
        return new Shape(KIND, shape);
    }

    /** A parameter at a mass. */
    private double value(int k, double mass) {
        double value = numbers[2 * k] + numbers[2 * k + 1] * (mass - referenceMass);
        if (k > 0 && !(value > 0)) {
            throw new FiduciaException(
                    Kind.FIT,
                    "signal shape of category " + category + ": " + PARAMETERS.get(k) + " would be " + value + " at "
                            + mass + " GeV",
                    "the mass hypothesis is too far from the simulated masses: add simulation nearer to it");
        }
        return value;
    }
}
