package org.fiducia.objects.photon;

/**
 * A reconstructed photon.
 *
 * @param pt transverse momentum after the correction of its energy, GeV
 * @param eta signed pseudorapidity
 * @param phi azimuth, rad
 * @param r9 shower-shape ratio
 */
public record Photon(double pt, double eta, double phi, double r9) {}
