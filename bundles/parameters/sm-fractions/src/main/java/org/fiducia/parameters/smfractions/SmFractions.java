package org.fiducia.parameters.smfractions;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.CrossSectionModel;
import org.fiducia.api.measurement.CrossSections;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/**
 * One cross section per fiducial bin; the final states share it in the fractions of the Standard Model: σ_f,j = f_f,j σ_j.
 */
@Component(service = CrossSectionModel.class)
public final class SmFractions implements CrossSectionModel, Configured {
    @Override
    public String id() {
        return "sm-fractions";
    }

    @Override
    public String title() {
        return "one cross section per bin, final-state fractions of the Standard Model";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        settings.refuseUnknown();
    }

    @Override
    public CrossSections crossSections(
            Analysis analysis, ObservableInfo observable, Response response, Settings settings) {
        settings.refuseUnknown();
        var parameters = new ArrayList<Parameter>();
        var names = new ArrayList<String>();
        for (int j = 0; j < response.fiducialBins(); j++) {
            double sm = response.sm(j);
            String name = "sigma_" + observable.id() + "_" + j;
            names.add(name);
            // A downward fluctuation may go below 0: the density of signal and background together stays positive.
            // what is to be expected of a bin with some ten events, so that a fit starts with sensible steps
            parameters.add(Parameter.interest(name, sm, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.3 * sm));
        }
        var sigma = new ArrayList<List<Expression>>();
        for (int c = 0; c < response.categories(); c++) {
            var bins = new ArrayList<Expression>();
            for (int j = 0; j < response.fiducialBins(); j++) {
                double fraction = response.sm()[c][j] / response.sm(j);
                bins.add(Expression.product(Expression.constant(fraction), Expression.ref(names.get(j))));
            }
            sigma.add(bins);
        }
        return new CrossSections(parameters, sigma, names);
    }
}
