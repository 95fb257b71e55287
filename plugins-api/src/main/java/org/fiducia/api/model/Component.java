package org.fiducia.api.model;

import java.io.Serializable;

/**
 * One process in a category: an expected number of events times a density.
 *
 * @param name process, e.g. {@code signal}
 * @param yield expected events, ≥ 0 where the model makes sense
 * @param shape density on the category's window
 */
public record Component(String name, Expression yield, Shape shape) implements Serializable {}
