package org.fiducia.signal.dscb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Reference;

/**
 * Signal as a double-sided Crystal Ball of which every parameter is linear in the mass hypothesis, from a simultaneous fit
 * of all simulated masses in each category ({@link PeakFit}), production modes merged; and a Landau distribution for the
 * part that is not resonant.
 */
@org.osgi.service.component.annotations.Component(service = SignalModel.class)
public final class CrystalBallSignal implements SignalModel, Configured {
    /** Effective number of events for a fit of the Landau distribution. */
    private static final double LANDAU_EVENTS = 15;

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
        List<Shape> resonant = resonant(analysis, point, samples, settings, progress);
        List<Shape> other = nonResonant(analysis, samples, settings, progress);
        var shapes = new ArrayList<Contribution>();
        for (int c = 0; c < analysis.categories().size(); c++) {
            var place = new Place(
                    analysis.fit().id(), "", analysis.categories().get(c).id(), "");
            shapes.add(new Contribution(place, RESONANT, Expression.constant(1), resonant.get(c)));
            shapes.add(new Contribution(place, NON_RESONANT, Expression.constant(1), other.get(c)));
        }
        ModelPart part = ModelPart.of(List.of(), shapes);
        return (binned, bins, shown) -> part;
    }

    /** Shape of the resonant signal in each category. */
    List<Shape> resonant(
            Analysis analysis,
            Map<String, Expression> point,
            List<BinnedSample> samples,
            Settings settings,
            Progress progress) {
        FitSettings fit = FitSettings.of(settings);
        var peak = new PeakFit(
                compiler, fitter, fit, analysis.fit().lo(), analysis.fit().hi());
        return IntStream.range(0, analysis.categories().size())
                .parallel()
                .mapToObj(c -> peak.fit(
                        analysis.categories().get(c).id(),
                        MassSpectrum.collect(samples, c, true),
                        Objects.requireNonNull(point.get(Analysis.MASS), "a point of a signal has a mass"),
                        progress))
                .toList();
    }

    /** Shape of what is not resonant in each category. */
    List<Shape> nonResonant(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
        FitSettings fit = FitSettings.of(settings);
        var shapes = new ArrayList<Shape>();
        for (int c = 0; c < analysis.categories().size(); c++) {
            progress.checkCancelled();
            Category category = analysis.categories().get(c);
            MassSpectrum spectrum = nearest(
                    MassSpectrum.collect(samples, c, false), analysis.point().get(Analysis.MASS));
            double[] landau = fit.landau();
            if (spectrum != null && spectrum.events() >= LANDAU_EVENTS) {
                landau = landau(analysis, category, spectrum, landau, progress);
            }
            shapes.add(landau(Expression.constant(landau[0]), Expression.constant(landau[1])));
        }
        return shapes;
    }

    /** Spectrum of the generated mass nearest to the hypothesis; null when there is none. */
    private static @Nullable MassSpectrum nearest(Map<Double, MassSpectrum> spectra, double mass) {
        MassSpectrum nearest = null;
        double distance = Double.POSITIVE_INFINITY;
        for (var point : spectra.entrySet()) {
            if (Math.abs(point.getKey() - mass) < distance) {
                distance = Math.abs(point.getKey() - mass);
                nearest = point.getValue();
            }
        }
        return nearest;
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
