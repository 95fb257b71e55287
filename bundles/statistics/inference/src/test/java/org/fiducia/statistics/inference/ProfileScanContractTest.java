package org.fiducia.statistics.inference;

import org.fiducia.testkit.ScannerContract;

class ProfileScanContractTest extends ScannerContract {
    ProfileScanContractTest() {
        super(new ProfileScan(), Models.FITTER);
    }
}
