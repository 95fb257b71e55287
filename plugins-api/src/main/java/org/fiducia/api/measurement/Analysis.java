package org.fiducia.api.measurement;

import java.util.List;
import java.util.function.Function;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.observable.Axis;

/**
 * What every stage of a measurement needs to know of the analysis.
 *
 * @param title e.g. {@code H → ZZ → 4ℓ}, LaTeX between dollar signs
 * @param label what stands on pictures beside the data, e.g. {@code Simulation} for data that are none; empty for nothing
 * @param energy centre-of-mass energy, TeV
 * @param eras data-taking periods
 * @param categories final states or classes of the channel
 * @param regions regions of the channel's selection
 * @param fit the region in which the signal is fitted
 * @param point what nature is assumed to be like for the nominal result
 * @param rates how the rate of the signal follows the mass of the resonance
 */
public record Analysis(
        String title,
        String label,
        double energy,
        List<Era> eras,
        List<Category> categories,
        List<Region> regions,
        FitRegion fit,
        Point point,
        SignalRates rates) {
    /** Name of the coordinate of a point that is the mass of the resonance, GeV. */
    public static final String MASS = "mH";

    public Analysis {
        eras = List.copyOf(eras);
        categories = List.copyOf(categories);
        regions = List.copyOf(regions);
    }

    /** An analysis that knows nothing of rates but what its samples have. */
    public Analysis(
            String title,
            String label,
            double energy,
            List<Era> eras,
            List<Category> categories,
            List<Region> regions,
            FitRegion fit,
            Point point) {
        this(title, label, energy, eras, categories, regions, fit, point, SignalRates.NONE);
    }

    /** An analysis of a resonance that is fitted in its mass, unbinned, whose data are what they are called. */
    public Analysis(
            String title,
            double energy,
            List<Era> eras,
            List<Category> categories,
            List<Region> regions,
            String massTitle,
            double massLo,
            double massHi,
            double massHypothesis) {
        this(
                title,
                "",
                energy,
                eras,
                categories,
                regions,
                new FitRegion("SR", FitRegion.Use.SIGNAL, "", new Axis(massTitle, "GeV", 0), massLo, massHi, 0),
                Point.of(MASS, massHypothesis));
    }

    /** Integrated luminosity of all eras, fb⁻¹. */
    public double luminosity() {
        return eras.stream().mapToDouble(Era::luminosity).sum();
    }

    /** Index of a region of the selection by its id, −1 when there is none. */
    public int region(String id) {
        return index(regions, Region::id, id);
    }

    /** Index of an era by its name, −1 when there is none. */
    public int era(String name) {
        return index(eras, Era::name, name);
    }

    /** Index of a category by its id, −1 when there is none. */
    public int category(String id) {
        return index(categories, Category::id, id);
    }

    /** Ids of the generated classes of the categories, each once, in the order of the categories. */
    public List<String> generatedClasses() {
        return Category.generatedClasses(categories);
    }

    /** Of each category the index of its generated class. */
    public int[] generatedClassOf() {
        List<String> classes = generatedClasses();
        return categories.stream()
                .mapToInt(category -> classes.indexOf(category.generatedClass()))
                .toArray();
    }

    private static <T> int index(List<T> list, Function<T, String> name, String wanted) {
        for (int i = 0; i < list.size(); i++) {
            if (name.apply(list.get(i)).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the signal is fitted in a region of the selection, by its index; −1 is none. */
    public boolean isSignal(int region) {
        return region >= 0 && regions.get(region).signal();
    }

    /**
     * Whether an event is in the fit.
     *
     * @param value of the fitted variable, NaN for none
     */
    public boolean isFitted(SelectedEvent event, double value) {
        return isSignal(event.region()) && fit.contains(value);
    }

    /** The same with another range of the fitted variable. */
    public Analysis within(double lo, double hi) {
        var range = new FitRegion(fit.id(), fit.use(), fit.variable(), fit.axis(), lo, hi, fit.intervals());
        return new Analysis(title, label, energy, eras, categories, regions, range, point, rates);
    }

    /** The same with a label beside its data. */
    public Analysis labelled(String other) {
        return new Analysis(title, other, energy, eras, categories, regions, fit, point, rates);
    }

    /**
     * The signal samples that stand for the assumed point: those that are simulated there; those of several masses of the
     * resonance, weighted, for one between them; empty when there are none. Of other coordinates the nearest are taken.
     *
     * @throws FiduciaException when the mass is not between those that are simulated
     */
    public List<BinnedSample> nominal(List<BinnedSample> samples) {
        return MassInterpolation.at(this, samples, 0);
    }

    /**
     * The same for another mass of the resonance: what is simulated at the assumed one, and what a parabola through all
     * masses says of the difference.
     *
     * @param shift of the mass, GeV
     */
    public List<BinnedSample> nominal(List<BinnedSample> samples, double shift) {
        return MassInterpolation.at(this, samples, shift);
    }
}
