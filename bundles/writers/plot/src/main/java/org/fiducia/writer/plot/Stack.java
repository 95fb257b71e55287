package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Spectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.drawing.Captions;

/**
 * The fitted components of a mass distribution as they are drawn: what is too little to be seen joins the component above
 * it (the one below, for the last), which is then called after both; what is nothing at all is left out.
 *
 * @param layers from the lowest
 * @param total events per interval
 * @param relative uncertainty of the fitted cross section over its value; (0, 0) when that is not known
 * @param signal events per interval that are proportional to the cross section
 */
record Stack(List<Layer> layers, double[] total, Uncertainty relative, double[] signal) {
    /** Of the highest interval, below which a component cannot be seen. */
    private static final double LEAST = 0.006;

    private static final List<String> SIGNAL = List.of("signal", "nonResonant");

    /**
     * What is drawn in one colour.
     *
     * @param colour index of the colour
     * @param events per interval
     */
    record Layer(String name, int colour, double[] events) {}

    /** The components of a measurement. */
    static Stack of(Measurement measurement) {
        Spectrum spectrum = measurement.spectrum();
        int n = spectrum.observed().length;
        var total = new double[n];
        var signal = new double[n];
        spectrum.components().forEach((name, events) -> {
            add(total, events);
            if (SIGNAL.contains(name)) {
                add(signal, events);
            }
        });
        double highest = Arrays.stream(total).max().orElse(0);
        var layers = new ArrayList<Layer>();
        String joining = "";
        var joined = new double[n];
        int colour = 0;
        for (Map.Entry<String, double[]> component : spectrum.components().entrySet()) {
            double most = Arrays.stream(component.getValue()).max().orElse(0);
            String words = Captions.component(component.getKey());
            if (most > LEAST * highest) {
                add(joined, component.getValue());
                layers.add(new Layer(both(words, joining), colour, joined));
                joining = "";
                joined = new double[n];
            } else if (most > 0) {
                add(joined, component.getValue());
                joining = both(joining, words);
            }
            colour++;
        }
        if (!joining.isEmpty() && !layers.isEmpty()) {
            Layer last = layers.get(layers.size() - 1);
            add(last.events(), joined);
            layers.set(layers.size() - 1, new Layer(both(last.name(), joining), last.colour(), last.events()));
        }
        return new Stack(List.copyOf(layers), total, relative(measurement.inclusive()), signal);
    }

    private static String both(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one + other;
        }
        return one + " and "
                + (other.startsWith("$") ? other : Character.toLowerCase(other.charAt(0)) + other.substring(1));
    }

    private static void add(double[] to, double[] events) {
        for (int i = 0; i < to.length; i++) {
            to[i] += events[i];
        }
    }

    private static Uncertainty relative(BinResult sum) {
        double down = sum.total().down() / sum.sigma();
        double up = sum.total().up() / sum.sigma();
        boolean known = sum.sigma() > 0 && Double.isFinite(down) && Double.isFinite(up);
        return known ? new Uncertainty(down, up) : new Uncertainty(0, 0);
    }

    /** Whether there is an uncertainty to draw. */
    boolean uncertain() {
        return relative.up() > 0 && Arrays.stream(signal).anyMatch(events -> events > 0);
    }

    /** Lower end of the band of an interval. */
    double lower(int i) {
        return total[i] - relative.down() * signal[i];
    }

    /** Upper end of the band of an interval. */
    double upper(int i) {
        return total[i] + relative.up() * signal[i];
    }
}
