package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Spectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.Numbers;
import org.fiducia.drawing.StackFigure;
import org.fiducia.drawing.StackFigure.Part;

/**
 * The mass distribution: fitted components, what the uncertainty of the fitted cross section makes of their sum, and data. A
 * component that is too little to be seen joins the one above it (the one below, for the last), which is then called after
 * both, or has others where several join; what is nothing at all is left out.
 *
 * @param parts from the lowest
 * @param lo lower end of the sum of all components per interval
 * @param hi its upper end
 */
record MassFigure(List<Part> parts, double[] lo, double[] hi) {
    /** Of the highest interval, below which a component cannot be seen. */
    private static final double LEAST = 0.006;

    private static final List<String> SIGNAL = List.of("signal", "nonResonant");

    /** The components of a measurement. */
    static MassFigure of(Measurement measurement) {
        return of(measurement.spectrum(), relative(measurement.inclusive()));
    }

    private static MassFigure of(Spectrum spectrum, Uncertainty relative) {
        int n = spectrum.observed().length;
        var total = new double[n];
        var lo = new double[n];
        var hi = new double[n];
        spectrum.components().forEach((name, events) -> {
            boolean signal = SIGNAL.contains(name);
            add(total, events, 1);
            add(lo, events, signal ? 1 - relative.down() : 1);
            add(hi, events, signal ? 1 + relative.up() : 1);
        });
        double least = LEAST * Arrays.stream(total).max().orElse(0);
        var parts = new ArrayList<Part>();
        var joining = new ArrayList<String>();
        var joined = new double[n];
        int colour = 0;
        for (Map.Entry<String, double[]> component : spectrum.components().entrySet()) {
            double most = Arrays.stream(component.getValue()).max().orElse(0);
            String words = Captions.component(component.getKey());
            if (most > 0) {
                add(joined, component.getValue(), 1);
            }
            if (most > least) {
                parts.add(new Part(with(words, joining), colour, joined));
                joining.clear();
                joined = new double[n];
            } else if (most > 0) {
                joining.add(words);
            }
            colour++;
        }
        if (!joining.isEmpty() && !parts.isEmpty()) {
            Part last = parts.remove(parts.size() - 1);
            add(last.events(), joined, 1);
            parts.add(new Part(with(last.name(), joining), last.colour(), last.events()));
        }
        return new MassFigure(List.copyOf(parts), lo, hi);
    }

    /** The figure of a measurement; none where events are counted in one interval. */
    static Optional<Figure> figure(Measurement measurement) {
        return measurement.spectrum().observed().length > 1 ? Optional.of(distribution(measurement)) : Optional.empty();
    }

    private static Figure distribution(Measurement measurement) {
        MassFigure mass = of(measurement);
        var analysis = measurement.analysis();
        double[] edges = measurement.spectrum().edges();
        var stack = new StackFigure(
                edges, mass.parts, measurement.spectrum().observed(), Captions.data(analysis, measurement.data()));
        if (mass.uncertain()) {
            stack.uncertain("Unc. of the fitted $\\sigma_\\mathrm{fid}$", mass.lo, mass.hi);
        }
        var axis = analysis.fit().axis();
        return stack.figure(
                name(analysis),
                analysis.title(),
                Captions.exposure(analysis),
                Axis.linear(axis.title(), axis.unit(), edges[0], edges[edges.length - 1]));
    }

    /**
     * The figure of a wider range than that of the fit, which is marked: data on what is expected before the fit; none where
     * that is not known.
     */
    static Optional<Figure> surroundings(Measurement measurement) {
        var analysis = measurement.analysis();
        return measurement.spectrum().surroundings().stream().findFirst().map(spectrum -> {
            MassFigure mass = of(spectrum, new Uncertainty(0, 0));
            double[] edges = spectrum.edges();
            var axis = analysis.fit().axis();
            String unit = axis.unit().isEmpty() ? "" : " " + axis.unit();
            String range = Numbers.brief(analysis.fit().lo(), 6) + "–"
                    + Numbers.brief(analysis.fit().hi(), 6);
            return new StackFigure(edges, mass.parts, spectrum.observed(), Captions.data(analysis, measurement.data()))
                    .marked(
                            "Range of the fit, " + range + unit,
                            analysis.fit().lo(),
                            analysis.fit().hi())
                    .figure(
                            name(analysis) + "-wide",
                            analysis.title(),
                            Captions.exposure(analysis),
                            Axis.linear(axis.title(), axis.unit(), edges[0], edges[edges.length - 1]),
                            "Data / exp.");
        });
    }

    /** The id of the fitted variable. */
    private static String name(Analysis analysis) {
        return analysis.fit().variable().isEmpty() ? "m4l" : analysis.fit().variable();
    }

    private static String with(String name, List<String> others) {
        if (others.isEmpty()) {
            return name;
        }
        String other = others.size() > 1 ? "others" : others.get(0);
        return name + " and "
                + (other.startsWith("$") ? other : Character.toLowerCase(other.charAt(0)) + other.substring(1));
    }

    private static void add(double[] to, double[] events, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * events[i];
        }
    }

    /** Of the fitted cross section over its value; (0, 0) when that is not known. */
    private static Uncertainty relative(BinResult sum) {
        double down = sum.total().down() / sum.sigma();
        double up = sum.total().up() / sum.sigma();
        boolean known = sum.sigma() > 0 && Double.isFinite(down) && Double.isFinite(up);
        return known ? new Uncertainty(down, up) : new Uncertainty(0, 0);
    }

    /** Whether there is an uncertainty to draw. */
    boolean uncertain() {
        for (int i = 0; i < lo.length; i++) {
            if (hi[i] > lo[i]) {
                return true;
            }
        }
        return false;
    }
}
