package org.fiducia.api.measurement;

import java.util.List;
import org.fiducia.api.channel.SelectedEvent;

/**
 * The kept events of a sample with their bins in one observable.
 *
 * @param sample where they come from
 * @param events in the order of the files
 * @param recoBin bin of each reconstructed candidate; −1 for none
 * @param fiducialBin bin of each fiducial candidate; −1 for none
 */
public record BinnedSample(Sample sample, List<SelectedEvent> events, int[] recoBin, int[] fiducialBin) {}
