package org.fiducia.api.measurement;

/**
 * A part of the signal whose rate the parameters of interest decide.
 *
 * @param production how it is produced, the process of its samples; empty when all are taken together
 * @param category id of the generated class, e.g. the final state
 * @param bin fiducial bin
 * @param predicted its cross section in the simulation, fb
 */
public record SignalProcess(String production, String category, int bin, double predicted) {}
