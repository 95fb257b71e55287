package org.fiducia.exchange.pyhf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.StatisticalModel;

/** Which parameter each constraint of a model is of. */
final class Constrained {
    /**
     * A constraint of one parameter.
     *
     * @param poisson Poisson with mean size · γ, else Gaussian of width size
     * @param observed result of the auxiliary measurement
     * @param size see there
     */
    record By(boolean poisson, double observed, double size) {}

    private final Map<String, By> by = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    Constrained(StatisticalModel model) {
        for (Constraint constraint : model.constraints()) {
            String gaussian = constraint.gaussianParameter().orElse("");
            if (!gaussian.isEmpty()) {
                add(gaussian, new By(false, constraint.observed(), constraint.gaussianWidth()));
            } else if (constraint.kind().equals("poisson")
                    && constraint.parameters().get("mean") instanceof Expression.Product mean
                    && mean.factors().size() == 2
                    && mean.factors().get(0) instanceof Expression.Constant tau
                    && mean.factors().get(1) instanceof Expression.Ref gamma) {
                add(gamma.parameter(), new By(true, constraint.observed(), tau.value()));
            } else {
                throw refused("a constraint of kind " + constraint.kind() + " on "
                        + constraint.parameters().values());
            }
        }
    }

    private void add(String parameter, By constraint) {
        if (by.put(parameter, constraint) != null) {
            throw refused("two constraints on " + parameter);
        }
    }

    /** The constraint of a parameter; null for none. It counts as written. */
    @Nullable By use(String parameter) {
        used.add(parameter);
        return by.get(parameter);
    }

    void requireAllUsed() {
        for (String parameter : by.keySet()) {
            if (!used.contains(parameter)) {
                throw refused("a constraint on " + parameter + ", on which no bin depends,");
            }
        }
    }

    static FiduciaException refused(String what) {
        return new FiduciaException(
                Kind.OUTPUT, "the model has " + what + " which a pyhf workspace cannot hold", "write it as HS3");
    }
}
