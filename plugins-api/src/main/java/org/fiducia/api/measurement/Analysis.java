package org.fiducia.api.measurement;

import java.util.List;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;

/**
 * What every stage of a measurement needs to know of the analysis.
 *
 * @param title e.g. {@code H → ZZ → 4ℓ}, LaTeX between dollar signs
 * @param label what stands on pictures beside the data, e.g. {@code Simulation} for data that are none; empty for nothing
 * @param energy centre-of-mass energy, TeV
 * @param eras data-taking periods
 * @param categories final states or classes of the channel
 * @param regions regions of the channel
 * @param massTitle title of the fitted mass
 * @param massLo lower end of the fit window, GeV
 * @param massHi upper end of the fit window, GeV
 * @param massHypothesis mass of the resonance for the nominal result, GeV
 */
public record Analysis(
        String title,
        String label,
        double energy,
        List<Era> eras,
        List<Category> categories,
        List<Region> regions,
        String massTitle,
        double massLo,
        double massHi,
        double massHypothesis) {
    public Analysis {
        eras = List.copyOf(eras);
        categories = List.copyOf(categories);
        regions = List.copyOf(regions);
    }

    /** An analysis whose data are what they are called. */
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
        this(title, "", energy, eras, categories, regions, massTitle, massLo, massHi, massHypothesis);
    }

    /** Integrated luminosity of all eras, fb⁻¹. */
    public double luminosity() {
        return eras.stream().mapToDouble(Era::luminosity).sum();
    }

    /** Index of a region by name, −1 when there is none. */
    public int region(String id) {
        for (int i = 0; i < regions.size(); i++) {
            if (regions.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a mass lies in the fit window. */
    public boolean inWindow(double mass) {
        return mass >= massLo && mass < massHi;
    }
}
