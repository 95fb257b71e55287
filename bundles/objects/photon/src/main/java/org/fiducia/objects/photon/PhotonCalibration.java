package org.fiducia.objects.photon;

import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.report.Report;

/** Measures, in stages, the constants by which a {@link PhotonEnergy} corrects. */
@PluginKind(plural = "calibrations", singular = "calibration", order = 16)
public interface PhotonCalibration extends Plugin {
    /**
     * Measures them.
     *
     * @param settings a card's block for it
     * @param order what is wanted
     * @return constants as tables and figures, and as files that the correction reads
     * @throws org.fiducia.api.FiduciaException for settings, files or events that do not serve
     */
    Report calibrate(Settings settings, Order order);

    /**
     * What is wanted.
     *
     * @param stages how many, from the first
     * @param threads number of threads, at least 1; results do not depend on it
     * @param fresh measure anew, whatever the store holds
     */
    record Order(int stages, int threads, boolean fresh, Progress progress) {}
}
