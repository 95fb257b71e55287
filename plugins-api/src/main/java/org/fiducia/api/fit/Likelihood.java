package org.fiducia.api.fit;

import java.util.List;
import java.util.Optional;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Choice;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A model with data, compiled. Parameter arrays have one entry per parameter of the model, in its order, fixed ones
 * included. Not thread-safe: one instance per thread, see {@link #copy()}.
 */
@ProviderType
public interface Likelihood {
    /** The model. */
    StatisticalModel model();

    /** The data. */
    Dataset data();

    /**
     * Negative log-likelihood without {@link #constant()}; ∞ where a density or a yield is not positive at an event, and
     * where the expectation is negative anywhere, see {@link #forbidden}.
     */
    double value(double[] parameters);

    /**
     * What {@link #value} leaves out: Σ log n! over categories with events and over intervals of histograms (log Γ(n + 1) of
     * the sum of weights), and the constants of the constraints.
     */
    double constant();

    /**
     * NLL and its exact gradient.
     *
     * @param gradient out, one entry per parameter (0 for fixed ones)
     */
    double gradient(double[] parameters, double[] gradient);

    /**
     * NLL, gradient and expected-information matrix Σ_e w_e (∂f/f)(∂f/f)ᵀ + constraints, f the density of the event: the
     * Gauss–Newton approximation of the Hessian, positive semi-definite.
     *
     * @param information out, [n][n], symmetric; rows of fixed parameters 0
     */
    double information(double[] parameters, double[] gradient, double[][] information);

    /** Exact matrix of second derivatives of the NLL, [n][n]; rows of fixed parameters 0. */
    double[][] hessian(double[] parameters);

    /**
     * NLL difference value(to) − value(from), summed event by event with compensation, so that it keeps its accuracy when
     * both are large.
     */
    double difference(double[] from, double[] to);

    /**
     * Expected events of a component in a category between edges.
     *
     * @param edges rising, within the window
     * @return one number per interval
     */
    double[] expected(int category, int component, double[] parameters, double[] edges);

    /**
     * The data that the model expects: weighted points, or histograms where the data are, and auxiliary measurements, whose
     * best fit are these parameters, exactly. Shares working memory with this one.
     */
    Likelihood asimov(double[] parameters);

    /**
     * A random data set of the same kind: events or entries drawn from the model, and every auxiliary measurement drawn
     * around the parameters. Depends on nothing but the model, the parameters, the seed and the number: toy k is the same on
     * any machine and thread. Shares working memory with this one.
     *
     * @param parameters of the model it is drawn from
     * @param seed of the series
     * @param number of the toy in the series, ≥ 0
     * @return likelihood of the toy
     */
    Likelihood toy(double[] parameters, long seed, long number);

    /** The same model with other data. Shares working memory with this one, so both belong to the same thread. */
    Likelihood with(Dataset other);

    /**
     * The same with other settings of parameters: start values, limits, fixed ones, and centres of constraints. Cheap: it
     * shares its working memory with this one, so both belong to the same thread.
     */
    Likelihood with(StatisticalModel other);

    /**
     * Another model of the same events, e.g. one as a function of fewer parameters ({@link StatisticalModel#holding}), which
     * is faster by far where most are held, or of others ({@link StatisticalModel#replaced}). An independent instance.
     *
     * @param other with the same categories and kinds of shapes and constraints
     * @return empty where that is not possible
     */
    default Optional<Likelihood> compiled(StatisticalModel other) {
        return Optional.empty();
    }

    /**
     * The terms of some categories, with the penalties of the choices in them and without constraints, as a function of the
     * parameters that act there. It is kept, so that asking again costs little, and belongs to the same thread.
     *
     * @param categories indices, rising
     * @return empty where there is nothing of the kind: take the whole instead
     */
    default Optional<Likelihood> part(List<Integer> categories) {
        return Optional.empty();
    }

    /** An independent instance for another thread. */
    Likelihood copy();

    /**
     * A place of which the expectation must not be negative: an interval of a histogram, or a point of the window of a
     * category with events.
     *
     * @param category index of the category
     * @param lo lower end of the interval, or the point
     * @param hi upper end of the interval, or the point again
     */
    record Place(int category, double lo, double hi) {
        /** Whether it is a point. */
        public boolean isPoint() {
            return lo == hi;
        }
    }

    /**
     * Where these parameters expect less than nothing, or nothing where something was observed: what makes the likelihood
     * infinite there. Where a category has events, its density is looked at on a grid and at the breaks of its shapes.
     *
     * @return empty where the expectation is possible everywhere
     */
    default List<Place> forbidden(double[] parameters) {
        return List.of();
    }

    /** What is expected at a place: a number of events in an interval, a density (events per unit) at a point. */
    default double expected(Place place, double[] parameters) {
        throw new UnsupportedOperationException();
    }

    /**
     * The value of a function of the parameters of the model.
     *
     * @param gradient out, one derivative per parameter, fixed ones included; null when not wanted
     * @throws org.fiducia.api.FiduciaException when it refers to a parameter that is not there
     */
    default double evaluate(Expression function, double[] parameters, @Nullable double[] gradient) {
        throw new UnsupportedOperationException();
    }

    /**
     * Choices between functions that it has, see {@link StatisticalModel#choices()}; its {@link #value} contains their
     * penalties, and derivatives with respect to the parameters that choose are 0. What floats is what did when the
     * likelihood was compiled: {@link #with(StatisticalModel) another setting} changes no penalty.
     */
    default List<Choice> choices() {
        return model().choices();
    }

    /** Parameters over which the likelihood is minimised at every point, and which are none of its model. */
    default List<Parameter> eliminated() {
        return List.of();
    }

    /** Values of the {@linkplain #eliminated() eliminated} parameters where the likelihood is smallest. */
    default double[] eliminated(double[] parameters) {
        return new double[0];
    }

    /**
     * Hesse uncertainties of the {@linkplain #eliminated() eliminated} parameters.
     *
     * @param parameters where a fit ended
     * @param covariance of the parameters there
     */
    default double[] eliminatedErrors(double[] parameters, double[][] covariance) {
        return new double[0];
    }

    /**
     * Why the likelihood or its gradient is not a finite number at some parameters: which category, interval, component,
     * constraint or parameter, in words without a full stop.
     *
     * @return empty when nothing is wrong, or not known
     */
    default String trouble(double[] parameters) {
        return "";
    }
}
