package org.fiducia.unfolding.binbybin;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Unfolding;
import org.fiducia.api.model.Expression;
import org.osgi.service.component.annotations.Component;

/**
 * Unfolding bin by bin: σ_i = N_i / (L C_i) with C_i = reco(i) / fid(i) from simulation. Migrations are taken from the
 * simulation as they are, so the result leans on its spectrum.
 */
@Component(service = Unfolding.class)
public final class BinByBinUnfolding implements Unfolding, Configured {
    @Override
    public String id() {
        return "bin-by-bin";
    }

    @Override
    public String title() {
        return "bin by bin, with a correction factor";
    }

    @Override
    public List<List<Expression>> events(Response response, List<List<Expression>> sigma, int era, Settings settings) {
        settings.refuseUnknown();
        if (response.recoBins() != response.fiducialBins()) {
            throw new FiduciaException(
                    Kind.CARD,
                    "bin-by-bin unfolding with " + response.recoBins() + " reco and " + response.fiducialBins()
                            + " fiducial bins",
                    "choose the unfolding likelihood");
        }
        var categories = new ArrayList<List<Expression>>();
        for (int c = 0; c < response.categories(); c++) {
            var bins = new ArrayList<Expression>();
            for (int i = 0; i < response.recoBins(); i++) {
                bins.add(Expression.product(
                        Expression.constant(correction(response, era, c, i)),
                        sigma.get(c).get(i)));
            }
            categories.add(bins);
        }
        return categories;
    }

    /** C_i: selected resonant events of reco bin i, from wherever they come, over fiducial events of bin i. */
    private static double correction(Response response, int era, int category, int bin) {
        double selected = 0;
        for (int j = 0; j < response.fiducialBins(); j++) {
            selected += response.efficiency()[era][category][bin][j] * response.smOf(category)[j];
        }
        return selected * (1 + response.nonFiducial()[era][category][bin]) / response.smOf(category)[bin];
    }
}
