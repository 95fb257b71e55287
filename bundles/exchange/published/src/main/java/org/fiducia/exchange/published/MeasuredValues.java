package org.fiducia.exchange.published;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values of one quantity, each with its uncertainties by source.
 *
 * @param title for people
 * @param name of the quantity
 * @param label of the quantity for pictures, LaTeX between dollar signs
 * @param unit empty for none
 * @param inputs at least two
 * @param sources of uncertainties, in the order of the file
 * @param theory predictions with the components of their uncertainty
 */
record MeasuredValues(
        String title,
        String name,
        String label,
        String unit,
        List<Input> inputs,
        List<Source> sources,
        List<TheoryBlock> theory) {
    MeasuredValues {
        inputs = List.copyOf(inputs);
        sources = List.copyOf(sources);
        theory = List.copyOf(theory);
    }

    /**
     * A value.
     *
     * @param name for people
     * @param value in the unit of the quantity
     * @param errors standard deviation by source, ≥ 0
     */
    record Input(String name, double value, Map<String, Double> errors) {
        Input {
            errors = new LinkedHashMap<>(errors);
        }

        /** Standard deviation of a source, 0 where it has none. */
        double error(String source) {
            return errors.getOrDefault(source, 0.0);
        }
    }

    /**
     * A source of uncertainty.
     *
     * @param statistical whether it is statistical: independent in every input, and no nuisance
     * @param correlation between the inputs, positive semi-definite
     * @param given whether the file says it
     */
    record Source(String name, boolean statistical, double[][] correlation, boolean given) {
        /** The same with one correlation between all inputs. */
        Source with(double rho) {
            return new Source(name, statistical, Matrices.uniform(correlation.length, rho), true);
        }
    }

    /** The same with one correlation of a source between all inputs. */
    MeasuredValues with(String source, double rho) {
        return new MeasuredValues(
                title,
                name,
                label,
                unit,
                inputs,
                sources.stream()
                        .map(s -> s.name().equals(source) ? s.with(rho) : s)
                        .toList(),
                theory);
    }

    /** Sources that several inputs have and of whose correlation nothing is said. */
    List<String> unknown() {
        return sources.stream()
                .filter(source -> !source.statistical() && !source.given())
                .filter(source -> inputs.stream()
                                .filter(input -> input.error(source.name()) > 0)
                                .count()
                        > 1)
                .map(Source::name)
                .toList();
    }

    /** Standard deviations of one source, per input. */
    double[] errors(String source) {
        return inputs.stream().mapToDouble(input -> input.error(source)).toArray();
    }

    /** Covariance of the inputs from some of the sources. */
    double[][] covariance(Set<String> names) {
        int n = inputs.size();
        var covariance = new double[n][n];
        for (Source source : sources) {
            double[] errors = errors(source.name());
            for (int i = 0; names.contains(source.name()) && i < n; i++) {
                for (int j = 0; j < n; j++) {
                    covariance[i][j] += source.correlation()[i][j] * errors[i] * errors[j];
                }
            }
        }
        return covariance;
    }
}
