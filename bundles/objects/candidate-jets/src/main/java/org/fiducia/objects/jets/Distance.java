package org.fiducia.objects.jets;

/** Distance in pseudorapidity and azimuth. */
public final class Distance {
    private Distance() {}

    /** Squared distance Δη² + Δφ². */
    public static double squared(double eta1, double phi1, double eta2, double phi2) {
        double deta = eta1 - eta2;
        double dphi = Math.abs(phi1 - phi2);
        if (dphi > Math.PI) {
            dphi = dphi < 3 * Math.PI ? dphi - 2 * Math.PI : Math.IEEEremainder(dphi, 2 * Math.PI); // the same, soon
        }
        return deta * deta + dphi * dphi;
    }
}
