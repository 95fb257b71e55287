package org.fiducia.calibrations.photonenergy;

import org.fiducia.objects.photon.PhotonEnergy;
import org.fiducia.testkit.BundleContract;

class ConstantsEnergyIT extends BundleContract<PhotonEnergy> {
    ConstantsEnergyIT() {
        super(PhotonEnergy.class, "photon-energy");
    }
}
