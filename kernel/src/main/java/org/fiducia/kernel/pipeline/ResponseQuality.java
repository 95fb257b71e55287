package org.fiducia.kernel.pipeline;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Measurement.Quality;
import org.fiducia.api.measurement.Response;

/** Figures of merit of a response. */
final class ResponseQuality {
    private ResponseQuality() {}

    static Quality of(Analysis analysis, Response response) {
        int reco = response.recoBins();
        int fiducial = response.fiducialBins();
        var events = new double[reco][fiducial];
        var selected = new double[fiducial];
        var found = new double[reco];
        var all = new double[fiducial];
        for (int era = 0; era < analysis.eras().size(); era++) {
            double luminosity = analysis.eras().get(era).luminosity();
            for (double[] sm : response.sm()) {
                for (int j = 0; j < fiducial; j++) {
                    all[j] += luminosity * sm[j];
                }
            }
            for (int c = 0; c < response.categories(); c++) {
                for (int j = 0; j < fiducial; j++) {
                    double expected = luminosity * response.smOf(c)[j];
                    for (int i = 0; i < reco; i++) {
                        double n = expected * response.efficiency()[era][c][i][j];
                        events[i][j] += n;
                        selected[j] += n;
                        found[i] += n;
                    }
                }
            }
        }
        var purity = new double[reco];
        var stability = new double[fiducial];
        var efficiency = new double[fiducial];
        var normalised = new Array2DRowRealMatrix(reco, fiducial);
        double trace = 0;
        double sum = 0;
        for (int i = 0; i < reco; i++) {
            for (int j = 0; j < fiducial; j++) {
                double share = found[i] > 0 ? events[i][j] / found[i] : 0;
                normalised.setEntry(i, j, share);
                sum += share;
            }
            int home = reco == fiducial ? i : largest(events[i]);
            purity[i] = normalised.getEntry(i, home);
            trace += purity[i];
            stability[home] += selected[home] > 0 ? events[i][home] / selected[home] : 0;
        }
        for (int j = 0; j < fiducial; j++) {
            efficiency[j] = selected[j] / all[j];
        }
        double[] singular = new SingularValueDecomposition(normalised).getSingularValues();
        return new Quality(singular[0] / singular[singular.length - 1], trace / sum, purity, stability, efficiency);
    }

    /** Where both sides have other bins, a reco bin belongs to the fiducial bin from which most of its events come. */
    private static int largest(double[] events) {
        int largest = 0;
        for (int j = 1; j < events.length; j++) {
            largest = events[j] > events[largest] ? j : largest;
        }
        return largest;
    }
}
