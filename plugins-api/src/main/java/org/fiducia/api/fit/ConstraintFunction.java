package org.fiducia.api.fit;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fiducia.api.Nullable;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;

/**
 * A kind of auxiliary measurement. Its {@link #id()} is the {@link org.fiducia.api.model.Constraint#kind()}. Stateless and
 * thread-safe.
 */
@PluginKind(plural = "constraints", singular = "constraint function", order = 140)
public interface ConstraintFunction extends Plugin {
    /** Names of its parameters in the order of the arrays. */
    List<String> parameters();

    /**
     * Minus the logarithm of the probability (density), without {@link #constant}.
     *
     * @param observed result of the auxiliary measurement
     * @param parameters values in the order of {@link #parameters()}
     * @param gradient out, derivative with respect to each parameter; null when not wanted
     * @param hessian out, second derivatives; null when not wanted
     * @return ∞ where the observation is impossible
     */
    double evaluate(double observed, double[] parameters, @Nullable double[] gradient, @Nullable double[][] hessian);

    /** What {@link #evaluate} leaves out: the part of −log p that does not depend on floating parameters. */
    double constant(double observed, double[] parameters);

    /** Names of the parameters that must be constant, because {@link #constant} depends on them. */
    default List<String> constants() {
        return List.of();
    }

    /** Result of the auxiliary measurement that is expected on average: that of the Asimov data set. */
    double expected(double[] parameters);

    /** A random result of the auxiliary measurement. */
    double sample(double[] parameters, RandomGenerator random);
}
