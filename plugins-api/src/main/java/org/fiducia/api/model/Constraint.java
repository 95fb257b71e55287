package org.fiducia.api.model;

/**
 * A Gaussian constraint: ½((θ − centre)/width)² is added to the negative log-likelihood.
 *
 * @param parameter name of θ
 * @param centre value preferred by the auxiliary measurement
 * @param width its uncertainty, &gt; 0
 */
public record Constraint(String parameter, double centre, double width) {
    public Constraint {
        if (!(width > 0)) {
            throw new IllegalArgumentException("constraint on " + parameter + ": width " + width);
        }
    }
}
