package org.fiducia.unfolding.likelihood;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Unfolding;
import org.fiducia.api.model.Expression;
import org.osgi.service.component.annotations.Component;

/**
 * Unfolding by likelihood: every fiducial bin feeds every reco bin, N_i = (1 + f_i) Σ_j ε_ij σ_j per unit luminosity, so that
 * the fit of all reco bins at once inverts the response with its correlations.
 */
@Component(service = Unfolding.class)
public final class LikelihoodUnfolding implements Unfolding, Configured {
    @Override
    public String id() {
        return "likelihood";
    }

    @Override
    public String title() {
        return "by likelihood, with the full response";
    }

    @Override
    public List<List<Expression>> events(Response response, List<List<Expression>> sigma, int era, Settings settings) {
        settings.refuseUnknown();
        var categories = new ArrayList<List<Expression>>();
        for (int c = 0; c < response.categories(); c++) {
            var bins = new ArrayList<Expression>();
            for (int i = 0; i < response.recoBins(); i++) {
                double outside = 1 + response.nonFiducial()[era][c][i];
                var terms = new ArrayList<Expression>();
                for (int j = 0; j < response.fiducialBins(); j++) {
                    double efficiency = response.efficiency()[era][c][i][j] * outside;
                    if (efficiency != 0) {
                        terms.add(Expression.product(
                                Expression.constant(efficiency), sigma.get(c).get(j)));
                    }
                }
                bins.add(new Expression.Sum(terms));
            }
            categories.add(bins);
        }
        return categories;
    }
}
