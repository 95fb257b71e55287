package org.fiducia.channel.hgg.internal;

import org.fiducia.channel.hgg.Diphoton;
import org.fiducia.channel.hgg.Photon;
import org.fiducia.objects.jets.Cleaning;
import org.fiducia.objects.jets.Distance;

/** Two photons, against which jets are cleaned. */
record PhotonPair(Photon leading, Photon subleading) implements Cleaning {
    @Override
    public boolean near(double eta, double phi, double distance2) {
        return Distance.squared(eta, phi, leading.eta(), leading.phi()) <= distance2
                || Distance.squared(eta, phi, subleading.eta(), subleading.phi()) <= distance2;
    }

    /** Mass, GeV. */
    double mass() {
        return Diphoton.mass(
                leading.pt(), leading.eta(), leading.phi(), subleading.pt(), subleading.eta(), subleading.phi());
    }
}
