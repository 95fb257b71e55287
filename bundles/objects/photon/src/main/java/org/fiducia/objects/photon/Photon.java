package org.fiducia.objects.photon;

/**
 * A reconstructed photon.
 *
 * @param number of it in its event, in the order of the file, from 0
 * @param pt transverse momentum after the correction of its energy, GeV
 * @param eta signed pseudorapidity
 * @param phi azimuth, rad
 * @param r9 shower-shape ratio
 * @param sigma relative resolution σ<sub>E</sub>/E, with what data have beyond simulation; NaN when it is not known
 */
public record Photon(int number, double pt, double eta, double phi, double r9, double sigma) {}
