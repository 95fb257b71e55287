package org.fiducia.objects.jets;

/** The objects of an event that are no jets, though jets are found where they are. */
@FunctionalInterface
public interface Cleaning {
    /**
     * Whether one of them is near a direction.
     *
     * @param eta pseudorapidity
     * @param phi azimuth, rad
     * @param distance2 square of the largest distance √(Δη² + Δφ²) that is near, itself included
     */
    boolean near(double eta, double phi, double distance2);
}
