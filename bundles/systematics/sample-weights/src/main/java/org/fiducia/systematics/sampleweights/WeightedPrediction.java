package org.fiducia.systematics.sampleweights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.PredictionUncertainty;
import org.fiducia.api.measurement.Uncertainty;
import org.osgi.service.component.annotations.Component;

/**
 * Uncertainty of the predicted fiducial cross sections. For each production process the inclusive uncertainties of the card
 * are added in quadrature to the change of the distribution by the sample's weights, each divided by its mean over all
 * generated events: the envelope of the scale weights, and that of the parton-density weights, and to the statistics of the
 * simulation, √Σw². Processes are independent of each other in scale and statistics, and correlated in the parton densities,
 * α_s and the branching ratio.
 */
@Component(service = PredictionUncertainty.class)
public final class WeightedPrediction implements PredictionUncertainty, Configured {
    @Override
    public String id() {
        return "sample-weights";
    }

    @Override
    public String title() {
        return "inclusive uncertainties of each process, weights and statistics of simulation";
    }

    /** Uncertainties of one process; relative inclusive ones and the change of each bin, fb. */
    private static final class Process {
        private final double[] sigma;
        private final double[] squares;
        private double scaleUp;
        private double scaleDown;
        private double pdf;
        private double alphaS;
        private double[][] scales = {};
        private double[][] pdfs = {};

        Process(int bins) {
            sigma = new double[bins];
            squares = new double[bins];
        }
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        for (String name : List.of("scale", "pdf")) {
            Settings block = settings.block(name);
            block.text("weights", "");
            block.reals("use");
            block.refuseUnknown();
        }
        settings.real("branchingRatio", 0);
        Settings processes = settings.block("processes");
        for (String process : processes.names()) {
            Settings block = processes.block(process);
            scale(block);
            block.real("pdf", 0);
            block.real("alphaS", 0);
            block.refuseUnknown();
        }
        settings.refuseUnknown();
    }

    /** Relative uncertainties by the scales, [down, up]. */
    private static double[] scale(Settings block) {
        double[] ends = block.reals("scale", 0, 0);
        if (ends.length != 2) {
            throw block.wrong("scale", "[down, up]");
        }
        return ends;
    }

    @Override
    public List<Uncertainty> uncertainties(Nominal nominal, Settings settings) {
        Settings scale = settings.block("scale");
        Settings pdf = settings.block("pdf");
        String scaleName = scale.text("weights", "");
        double[] scalePlaces = scale.reals("use");
        String pdfName = pdf.text("weights", "");
        double[] pdfPlaces = pdf.reals("use");
        scale.refuseUnknown();
        pdf.refuseUnknown();
        double branchingRatio = settings.real("branchingRatio", 0);
        Settings inclusive = settings.block("processes");
        settings.refuseUnknown();
        int bins = nominal.response().fiducialBins();
        Map<String, Process> processes = new TreeMap<>();
        for (BinnedSample sample : signal(nominal)) {
            Process process = processes.computeIfAbsent(sample.sample().process(), name -> new Process(bins + 1));
            add(process.sigma, sample, nominal, -1);
            addSquares(process.squares, sample, nominal);
        }
        processes.forEach((name, process) -> {
            process.scales = changed(name, process.sigma, nominal, scaleName, scalePlaces);
            process.pdfs = changed(name, process.sigma, nominal, pdfName, pdfPlaces);
        });
        for (var entry : processes.entrySet()) {
            Settings block = inclusive.block(entry.getKey());
            double[] ends = scale(block);
            entry.getValue().scaleDown = ends[0];
            entry.getValue().scaleUp = ends[1];
            entry.getValue().pdf = block.real("pdf", 0);
            entry.getValue().alphaS = block.real("alphaS", 0);
            block.refuseUnknown();
        }
        inclusive.refuseUnknown();
        var result = new ArrayList<Uncertainty>();
        for (int j = 0; j <= bins; j++) {
            result.add(new Uncertainty(
                    side(processes.values(), j, -1, branchingRatio), side(processes.values(), j, 1, branchingRatio)));
        }
        return result;
    }

    /** Signal samples of the nominal response. */
    private static List<BinnedSample> signal(Nominal nominal) {
        return nominal.analysis().nominal(nominal.samples());
    }

    /**
     * What weights make of the cross sections of bins and of all of a process, fb.
     *
     * @param sigma nominal ones
     */
    private static double[][] changed(String process, double[] sigma, Nominal nominal, String name, double[] places) {
        var changed = new double[places.length][sigma.length];
        var before = new double[sigma.length];
        List<Alternative> weights = DoubleStream.of(places)
                .mapToObj(place -> Alternative.at(name, (int) place))
                .toList();
        for (BinnedSample sample : nominal.analysis().nominal(Variations.standing(nominal, weights))) {
            if (sample.sample().process().equals(process)) {
                add(before, sample, nominal, -1);
                for (int k = 0; k < places.length; k++) {
                    add(changed[k], sample, nominal, Variations.find(sample, weights.get(k)));
                }
            }
        }
        for (double[] of : changed) {
            for (int j = 0; j < of.length; j++) {
                of[j] = before[j] == 0 ? sigma[j] : of[j] * sigma[j] / before[j];
            }
        }
        return changed;
    }

    /** Cross section of an event of unit weight, fb. */
    private static double share(BinnedSample sample, Nominal nominal) {
        double share = 0;
        for (var era : nominal.analysis().eras()) {
            share += sample.sample().serves(era) ? era.luminosity() : 0;
        }
        return share * sample.sample().scale() / nominal.analysis().luminosity();
    }

    /** Adds the variances of the fiducial cross sections of bins and of all by the number of events, fb². */
    private static void addSquares(double[] squares, BinnedSample sample, Nominal nominal) {
        double share = share(sample, nominal);
        for (int e = 0; e < sample.fiducialBin().length; e++) {
            int bin = sample.fiducialBin()[e];
            if (bin >= 0) {
                double weight = share * sample.events().get(e).weight();
                squares[bin] += weight * weight;
                squares[squares.length - 1] += weight * weight;
            }
        }
    }

    /** Adds fiducial cross sections of bins and of all, fb; with an alternative weight unless −1. */
    private static void add(double[] sigma, BinnedSample sample, Nominal nominal, int variation) {
        double share = share(sample, nominal);
        if (variation >= 0) {
            share /= sample.sample().variations().get(variation).mean();
        }
        for (int e = 0; e < sample.fiducialBin().length; e++) {
            int bin = sample.fiducialBin()[e];
            if (bin >= 0) {
                var event = sample.events().get(e);
                double weight = share * event.weight() * (variation < 0 ? 1 : event.variations()[variation]);
                sigma[bin] += weight;
                sigma[sigma.length - 1] += weight;
            }
        }
    }

    private static double side(Iterable<Process> processes, int bin, int sign, double branchingRatio) {
        double scale = 0;
        double pdf = 0;
        double alphaS = 0;
        double sigma = 0;
        double statistics = 0;
        for (Process p : processes) {
            sigma += p.sigma[bin];
            statistics += p.squares[bin];
            double inclusive = p.sigma[bin] * (sign > 0 ? p.scaleUp : p.scaleDown);
            double shape = envelope(p.scales, p.sigma, bin, sign);
            scale += inclusive * inclusive + shape * shape;
            pdf += Math.hypot(p.sigma[bin] * p.pdf, envelope(p.pdfs, p.sigma, bin, sign));
            alphaS += p.sigma[bin] * p.alphaS;
        }
        double ratio = sigma * branchingRatio;
        return Math.sqrt(statistics + scale + pdf * pdf + alphaS * alphaS + ratio * ratio);
    }

    private static double envelope(double[][] varied, double[] nominal, int bin, int sign) {
        double most = 0;
        for (double[] v : varied) {
            most = Math.max(most, sign * (v[bin] - nominal[bin]));
        }
        return most;
    }
}
