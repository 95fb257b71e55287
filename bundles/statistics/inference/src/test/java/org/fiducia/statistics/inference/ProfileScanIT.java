package org.fiducia.statistics.inference;

import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.testkit.BundleContract;

class ProfileScanIT extends BundleContract<ProfileScanner> {
    ProfileScanIT() {
        super(ProfileScanner.class, "profile");
    }
}
