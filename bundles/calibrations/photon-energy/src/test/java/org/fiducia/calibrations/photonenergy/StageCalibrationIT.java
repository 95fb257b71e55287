package org.fiducia.calibrations.photonenergy;

import org.fiducia.objects.photon.PhotonCalibration;
import org.fiducia.testkit.BundleContract;

class StageCalibrationIT extends BundleContract<PhotonCalibration> {
    StageCalibrationIT() {
        super(PhotonCalibration.class, "photon-energy");
    }
}
