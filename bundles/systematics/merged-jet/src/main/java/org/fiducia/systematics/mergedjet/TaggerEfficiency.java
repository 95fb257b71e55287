package org.fiducia.systematics.mergedjet;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.channel.Category;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Factor;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.channel.hbb.TaggedBins;
import org.fiducia.systematics.mergedjet.MergedJetNuisances.Declared;

/**
 * The efficiency of the tagger for some processes. With t = 1 + size θ, jets that pass are multiplied by t, and those that fail
 * in the same bin of transverse momentum by 1 + (1 − t) P/F, P and F the expected events of the process: their sum stays.
 */
final class TaggerEfficiency {
    private final Nominal nominal;
    private final Declared declared;

    TaggerEfficiency(Nominal nominal, Declared declared) {
        this.nominal = nominal;
        this.declared = declared;
    }

    /** θ. */
    Parameter parameter() {
        return Parameter.nuisance(declared.name(), declared.group());
    }

    Constraint constraint() {
        return Constraint.gaussian(declared.name(), 0, 1);
    }

    List<Factor> factors() {
        var factors = new ArrayList<Factor>();
        List<Category> categories = nominal.analysis().categories();
        for (String process : declared.targets()) {
            for (TaggedBins.Bin bin : TaggedBins.of(categories).bins()) {
                double pass = expected(process, bin.pass());
                double fail = expected(process, bin.fail());
                factors.add(factor(process, categories.get(bin.pass()), declared.size()));
                if (fail > 0) {
                    factors.add(factor(process, categories.get(bin.fail()), -declared.size() * pass / fail));
                }
            }
        }
        return factors;
    }

    private Factor factor(String process, Category category, double slope) {
        return new Factor(
                new Target(process, "", category.id(), ""),
                Expression.sum(
                        Expression.constant(1),
                        Expression.product(Expression.constant(slope), Expression.ref(declared.name()))));
    }

    /** Expected events of a process in a category. */
    private double expected(String process, int category) {
        double sum = 0;
        if (process.equals(SignalModel.RESONANT)) {
            Response response = nominal.response();
            List<Era> eras = nominal.analysis().eras();
            for (int era = 0; era < eras.size(); era++) {
                for (int i = 0; i < response.recoBins(); i++) {
                    for (int j = 0; j < response.fiducialBins(); j++) {
                        sum += eras.get(era).luminosity()
                                * response.efficiency()[era][category][i][j]
                                * response.smOf(category)[j];
                    }
                }
            }
            return sum;
        }
        String id = nominal.analysis().categories().get(category).id();
        for (Contribution c : nominal.backgrounds()) {
            if (c.process().equals(process) && c.place().category().equals(id)) {
                sum += c.estimate().events();
            }
        }
        return sum;
    }
}
