package org.fiducia.channel.hgg.internal;

import org.fiducia.api.Settings;
import org.fiducia.objects.photon.PhotonEnergy;

/** Corrects by numbers that tell what it was asked for. */
final class Smearing implements PhotonEnergy {
    @Override
    public String id() {
        return "smearing";
    }

    @Override
    public String title() {
        return "smearing of a test";
    }

    @Override
    public Correction correction(Settings settings) {
        double size = settings.real("size", 0.001);
        settings.refuseUnknown();
        return new Correction() {
            @Override
            public double factor(Origin origin, int photon, double pt, double eta, double r9) {
                return 1 + size * (origin.run() % 10 + 10 * photon + 100 * origin.event());
            }

            @Override
            public double resolution(Origin origin, double pt, double eta, double r9) {
                return origin.simulated() ? 0.01 : 0.02;
            }
        };
    }
}
