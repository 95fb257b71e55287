package org.fiducia.api.measurement;

/**
 * A data-taking period.
 *
 * @param name e.g. {@code 2022}
 * @param luminosity integrated luminosity, fb⁻¹
 */
public record Era(String name, double luminosity) {}
