package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.numbers.gamma.Erfc;
import org.fiducia.api.Nullable;

/**
 * Start values of a fit. They come from the spectrum itself: for every form of the turn-on and of the fall on a coarse
 * grid, and for several shifts of the peak, the numbers of signal and background events are those of a linear least-squares
 * fit; the combinations with the smallest χ² are the starts.
 *
 * @param signal events
 * @param background events
 * @param shift of the peak, GeV
 * @param sigma smearing or resolution, GeV
 * @param turnOn α of the background, GeV
 * @param steepness β of the background, 1/GeV
 * @param fall γ of the background, 1/GeV
 * @param wideOffset how much more a part with a wider resolution is shifted, GeV
 * @param chi2 of the coarse fit
 */
record Seed(
        double signal,
        double background,
        double shift,
        double sigma,
        double turnOn,
        double steepness,
        double fall,
        double wideOffset,
        double chi2) {
    private static final double[] TURN_ONS = {-0.25, 0.0, 0.12, 0.24, 0.4, 0.6};
    private static final double[] STEEPNESSES = {2, 5, 12};
    private static final double[] FALLS = {-1, 0.5, 2, 4};
    private static final int[] SHIFTS = {-3, -2, -1, 0, 1};
    private static final double[] WIDE_OFFSETS = {-3, -22, 1};
    private static final double[] WIDTHS = {0.8, 1.3, 2};

    /** The same with other starts of the line shape, GeV. */
    Seed smearedBy(double sigma, double shift) {
        return new Seed(signal, background, shift, sigma, turnOn, steepness, fall, wideOffset, chi2);
    }

    /**
     * Starts where all events are signal: a wider part may be one of the resolution, or far below the peak where a photon
     * was lost.
     */
    static List<Seed> ofSignal(Seed best, double events, Setting setting) {
        var starts = new ArrayList<Seed>();
        for (double offset : WIDE_OFFSETS) {
            double wide = offset * setting.resonance().resolution();
            starts.add(new Seed(
                    events, 0, best.shift, best.sigma, best.turnOn, best.steepness, best.fall, wide, best.chi2));
        }
        return List.copyOf(starts);
    }

    /**
     * Finds starts.
     *
     * @param template simulated signal of the same binning, null for none: then a Gaussian
     * @return at most {@code count}, with different turn-ons, the best first
     */
    static List<Seed> of(Spectrum spectrum, @Nullable Spectrum template, Setting setting, int count) {
        var peaks = new ArrayList<double[]>();
        var places = new ArrayList<double[]>();
        double unit = setting.resonance().resolution();
        double bin = (spectrum.hi() - spectrum.lo()) / spectrum.size();
        if (template != null && template.size() == spectrum.size()) {
            for (int shift : SHIFTS) {
                peaks.add(normalised(shifted(template.entries(), shift)));
                places.add(new double[] {shift * bin, 0.6 * unit});
            }
        } else {
            for (double width : WIDTHS) {
                for (int shift : SHIFTS) {
                    double at = shift * 0.5 * unit;
                    peaks.add(gaussian(spectrum, setting.resonance().mass() + at, width * unit));
                    places.add(new double[] {at, width * unit});
                }
            }
        }
        double window = spectrum.hi() - spectrum.lo();
        var best = new ArrayList<Seed>();
        for (double turnOn : TURN_ONS) {
            Seed one = null;
            for (double steepness : STEEPNESSES) {
                for (double fall : FALLS) {
                    double alpha = spectrum.lo() + turnOn * window;
                    double[] below = turnOn(spectrum, alpha, steepness / window, fall / window);
                    for (int k = 0; k < peaks.size(); k++) {
                        double[] fit = solve(spectrum.entries(), peaks.get(k), below);
                        if (one == null || fit[2] < one.chi2()) {
                            one = new Seed(
                                    fit[0],
                                    fit[1],
                                    places.get(k)[0],
                                    places.get(k)[1],
                                    alpha,
                                    steepness / window,
                                    fall / window,
                                    WIDE_OFFSETS[0] * unit,
                                    fit[2]);
                        }
                    }
                }
            }
            best.add(one);
        }
        best.sort(Comparator.comparingDouble(Seed::chi2));
        return List.copyOf(best.subList(0, Math.min(count, best.size())));
    }

    /** Moved by a number of intervals; what leaves the window is lost, what enters it is as high as its end. */
    private static double[] shifted(double[] entries, int by) {
        var moved = new double[entries.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = entries[Math.max(0, Math.min(moved.length - 1, i - by))];
        }
        return moved;
    }

    private static double[] gaussian(Spectrum spectrum, double mean, double sigma) {
        var values = new double[spectrum.size()];
        for (int i = 0; i < values.length; i++) {
            double t = (spectrum.middle(i) - mean) / sigma;
            values[i] = Math.exp(-0.5 * t * t);
        }
        return normalised(values);
    }

    private static double[] turnOn(Spectrum spectrum, double alpha, double beta, double gamma) {
        var values = new double[spectrum.size()];
        for (int i = 0; i < values.length; i++) {
            double x = spectrum.middle(i);
            values[i] = Erfc.value((alpha - x) * beta) * Math.exp(-(x - spectrum.lo()) * gamma);
        }
        return normalised(values);
    }

    private static double[] normalised(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        for (int i = 0; i < values.length && sum > 0; i++) {
            values[i] /= sum;
        }
        return values;
    }

    /** Numbers ≥ 0 of two densities by least squares with the variances of the counts, and χ². */
    private static double[] solve(double[] n, double[] one, double[] other) {
        double aa = 0;
        double ab = 0;
        double bb = 0;
        double an = 0;
        double bn = 0;
        for (int i = 0; i < n.length; i++) {
            double w = 1 / Math.max(n[i], 1);
            aa += w * one[i] * one[i];
            ab += w * one[i] * other[i];
            bb += w * other[i] * other[i];
            an += w * one[i] * n[i];
            bn += w * other[i] * n[i];
        }
        double determinant = aa * bb - ab * ab;
        double a = determinant > 1e-12 * aa * bb ? (an * bb - bn * ab) / determinant : an / aa;
        double b = determinant > 1e-12 * aa * bb ? (bn * aa - an * ab) / determinant : 0;
        if (!(a >= 0)) {
            a = 0;
            b = bn / bb;
        } else if (!(b >= 0)) {
            a = an / aa;
            b = 0;
        }
        double chi2 = 0;
        for (int i = 0; i < n.length; i++) {
            double d = n[i] - a * one[i] - b * other[i];
            chi2 += d * d / Math.max(n[i], 1);
        }
        return new double[] {a, b, chi2};
    }
}
