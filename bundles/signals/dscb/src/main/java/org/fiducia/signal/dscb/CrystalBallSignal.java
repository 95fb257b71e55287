package org.fiducia.signal.dscb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.ShapeEffect;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.Binning;
import org.fiducia.signal.dscb.BinPeaks.Deviation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Reference;

/**
 * Signal as a double-sided Crystal Ball of which every parameter is linear in the mass hypothesis, from a simultaneous fit
 * of all simulated masses in each category ({@link PeakFit}), production modes merged; deviations from it in each
 * reconstructed bin ({@link BinPeaks}), with the statistical uncertainties of mean and width as nuisances; and a Landau
 * distribution for the part that is not resonant.
 */
@org.osgi.service.component.annotations.Component(service = SignalModel.class)
public final class CrystalBallSignal implements SignalModel, Configured {
    /** Effective number of events for a fit of the Landau distribution. */
    private static final double LANDAU_EVENTS = 15;

    /** Statistical uncertainties of a mean, in units of σ, and of σ, relative, below which they are left out. */
    private static final double NEGLIGIBLE = 0.01;

    /** Group of the breakdown of what is uncertain because the simulation is finite. */
    private static final String GROUP = "simulation statistics";

    private final LikelihoodCompiler compiler;
    private final Fitter fitter;

    /** With the engine that fits. */
    @Activate
    public CrystalBallSignal(
            @Reference LikelihoodCompiler compiler, @Reference(target = "(fitter=newton)") Fitter fitter) {
        this.compiler = compiler;
        this.fitter = fitter;
    }

    @Override
    public String id() {
        return "dscb";
    }

    @Override
    public String title() {
        return "double-sided Crystal Ball, linear in $m_H$";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        FitSettings.of(settings);
    }

    @Override
    public Prepared prepare(
            Analysis analysis,
            Map<String, Expression> point,
            List<BinnedSample> samples,
            Settings settings,
            Progress progress) {
        List<Peak> peaks = peaks(analysis, samples, settings, progress);
        List<Shape> other = nonResonant(analysis, samples, settings, progress);
        Expression mass = Objects.requireNonNull(point.get(Analysis.MASS), "a point of a signal has a mass");
        var shapes = new ArrayList<Contribution>();
        for (int c = 0; c < peaks.size(); c++) {
            var place = new Place(
                    analysis.fit().id(), "", analysis.categories().get(c).id(), "");
            shapes.add(new Contribution(
                    place, RESONANT, Expression.constant(1), peaks.get(c).at(mass)));
            shapes.add(new Contribution(place, NON_RESONANT, Expression.constant(1), other.get(c)));
        }
        ModelPart inclusive = ModelPart.of(List.of(), shapes);
        FitSettings fit = FitSettings.of(settings);
        var perBin = new BinPeaks(
                compiler,
                fitter,
                fit,
                analysis.point().get(Analysis.MASS),
                analysis.fit().lo(),
                analysis.fit().hi());
        return (binned, bins, shown) -> {
            List<Deviation> deviations = deviations(perBin, fit, peaks, binned, bins, shown);
            return deviations.isEmpty() ? inclusive : part(analysis, inclusive, peaks, mass, bins, deviations);
        };
    }

    /** Of every bin of every category, bins running fastest; none when all bins shall have the peak of their category. */
    private static List<Deviation> deviations(
            BinPeaks perBin,
            FitSettings fit,
            List<Peak> peaks,
            List<BinnedSample> samples,
            Binning bins,
            Progress progress) {
        if (!fit.perBin()) {
            return List.of();
        }
        if (bins.size() == 1) {
            return peaks.stream().map(Deviation::none).toList();
        }
        var cells = new ArrayList<BinPeaks.Cell>();
        for (int c = 0; c < peaks.size(); c++) {
            for (Map<Double, MassSpectrum> spectra : MassSpectrum.ofBins(samples, c, bins.size())) {
                cells.add(new BinPeaks.Cell(peaks.get(c), spectra));
            }
        }
        return perBin.fit(cells, progress);
    }

    /** The shapes of all bins, and what is uncertain of them because the simulation is finite. */
    private static ModelPart part(
            Analysis analysis,
            ModelPart inclusive,
            List<Peak> peaks,
            Expression mass,
            Binning bins,
            List<Deviation> deviations) {
        var shapes = new ArrayList<>(inclusive.contributions());
        var nuisances = new ArrayList<Nuisance>();
        for (int c = 0; c < peaks.size(); c++) {
            for (int i = 0; i < bins.size(); i++) {
                String category = analysis.categories().get(c).id();
                var place = new Place(
                        analysis.fit().id(), "", category, bins.bins().get(i).label());
                Deviation deviation = deviations.get(c * bins.size() + i);
                shapes.add(new Contribution(
                        place, RESONANT, Expression.constant(1), peaks.get(c).at(mass, deviation.by())));
                for (int k = 0; k < 2; k++) {
                    double error = deviation.error()[k];
                    if (error > NEGLIGIBLE) {
                        var effect = new ShapeEffect(
                                new Target(RESONANT, place),
                                Peak.PARAMETERS.get(k),
                                k == 0 ? error * peaks.get(c).sigma() : error,
                                k > 0);
                        nuisances.add(new Nuisance(
                                "stat_" + Peak.PARAMETERS.get(k) + "_" + category + "_" + i, GROUP, List.of(effect)));
                    }
                }
            }
        }
        return ModelPart.of(List.of(), shapes).withNuisances(nuisances);
    }

    /** Peak of the resonant signal in each category. */
    List<Peak> peaks(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
        FitSettings fit = FitSettings.of(settings);
        var peak = new PeakFit(
                compiler, fitter, fit, analysis.fit().lo(), analysis.fit().hi());
        return IntStream.range(0, analysis.categories().size())
                .parallel()
                .mapToObj(c ->
                        peak.fit(analysis.categories().get(c).id(), MassSpectrum.collect(samples, c, true), progress))
                .toList();
    }

    /**
     * Shape of what is not resonant in each category: that of the simulated mass that is assumed, and between two of them as
     * far from each as the mass is.
     */
    List<Shape> nonResonant(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
        FitSettings fit = FitSettings.of(settings);
        double mass = analysis.point().get(Analysis.MASS);
        var shapes = new ArrayList<Shape>();
        for (int c = 0; c < analysis.categories().size(); c++) {
            progress.checkCancelled();
            Category category = analysis.categories().get(c);
            var spectra = new TreeMap<>(MassSpectrum.collect(samples, c, false));
            Entry<Double, MassSpectrum> below = spectra.floorEntry(mass);
            Entry<Double, MassSpectrum> above = spectra.ceilingEntry(mass);
            double[] lower = landau(analysis, category, below == null ? above : below, fit, progress);
            double[] upper = lower;
            double part = 0;
            if (below != null && above != null && above.getKey() > below.getKey()) {
                upper = landau(analysis, category, above, fit, progress);
                part = (mass - below.getKey()) / (above.getKey() - below.getKey());
            }
            shapes.add(landau(
                    Expression.constant((1 - part) * lower[0] + part * upper[0]),
                    Expression.constant((1 - part) * lower[1] + part * upper[1])));
        }
        return shapes;
    }

    /** Location and width for the spectrum of a generated mass, of which there may be none. */
    private double[] landau(
            Analysis analysis,
            Category category,
            @Nullable Entry<Double, MassSpectrum> spectrum,
            FitSettings fit,
            Progress progress) {
        return spectrum != null && spectrum.getValue().events() >= LANDAU_EVENTS
                ? landau(analysis, category, spectrum.getValue(), fit.landau(), progress)
                : fit.landau();
    }

    private static Shape landau(Expression location, Expression width) {
        var parameters = new LinkedHashMap<String, Expression>();
        parameters.put("location", location);
        parameters.put("width", width);
        return new Shape("landau", parameters);
    }

    /** Location and width from a fit; those given when it fails. */
    private double[] landau(
            Analysis analysis, Category category, MassSpectrum spectrum, double[] otherwise, Progress progress) {
        double lo = analysis.fit().lo();
        double hi = analysis.fit().hi();
        double range = hi - lo;
        double middle = spectrum.quantile(0.4);
        double spread = Math.max(0.01 * range, 0.3 * (spectrum.quantile(0.84) - spectrum.quantile(0.16)));
        var component = new Component(
                NON_RESONANT,
                Expression.constant(spectrum.events()),
                landau(Expression.ref("location"), Expression.ref("width")));
        var model = new StatisticalModel(
                List.of(
                        Parameter.interest("location", middle, lo - range, hi + range, 0.02 * range),
                        Parameter.interest("width", spread, 2e-3 * range, 2 * range, 0.02 * range)),
                List.of(),
                List.of(new ModelCategory(category.id(), lo, hi, List.of(component), Map.of())));
        Likelihood likelihood =
                compiler.compile(model, new Dataset(List.of(spectrum.mass()), List.of(spectrum.weight())));
        FitResult fit = fitter.fit(likelihood, model.initial(), false, progress);
        if (!fit.converged()) {
            progress.warn("non-resonant signal of category " + category.id()
                    + ": the fit of its Landau shape failed, the default is used (" + fit.message() + ")");
            return otherwise;
        }
        return fit.parameters();
    }
}
