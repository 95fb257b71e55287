package org.fiducia.background.tagcontrolregion;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.ModelPart.Factor;
import org.fiducia.api.measurement.ModelPart.ObservedRegion;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.PartSource;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Axis;
import org.fiducia.channel.hbb.TaggedBins;
import org.osgi.service.component.annotations.Component;

/**
 * Lets the rate k and the efficiency t of the tagger of a background float, in units of simulation, and fits the jets of a
 * control region that pass and fail with them. With P and F the expected events of the process that pass and fail, in the
 * control region or in a bin of transverse momentum: k t P pass, and k (F + (1 − t) P) fail.
 *
 * <p>Settings: {@code process}, the component; {@code file}, JSON with the numbers of events {@code data} {@code pass}, {@code
 * fail} and {@code simulation} {@code PROCESS_pass}, {@code PROCESS_fail}, {@code other_pass}, {@code other_fail}.
 */
@Component(service = PartSource.class)
public final class TagControlRegion implements PartSource, Configured {
    private static final double STEP = 0.05;
    private static final String OTHER = "other";

    @Override
    public String id() {
        return "tag-control-region";
    }

    @Override
    public String title() {
        return "rate and tagger of a background from a control region";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        counts(settings);
        TaggedBins.of(analysis.categories());
    }

    private static Counts counts(Settings settings) {
        String process = settings.text("process", "tt");
        settings.text("file");
        settings.refuseUnknown();
        return Counts.read(settings.file("file"), process);
    }

    @Override
    public ModelPart part(Nominal nominal, SignalRates signal, Settings settings) {
        String process = settings.text("process", "tt");
        Counts counts = counts(settings);
        if (nominal.backgrounds().stream().noneMatch(c -> c.process().equals(process))) {
            throw settings.wrong("process", "a background of the model");
        }
        String rate = "k_" + process;
        String tag = "t_" + process;
        var parameters = List.of(free(rate), free(tag));
        Expression k = Expression.ref(rate);
        Expression t = Expression.ref(tag);
        Expression lost = Expression.sum(Expression.constant(1), Expression.product(Expression.constant(-1), t));
        var factors = new ArrayList<Factor>();
        List<Category> categories = nominal.analysis().categories();
        for (TaggedBins.Bin bin : TaggedBins.of(categories).bins()) {
            String pass = categories.get(bin.pass()).id();
            String fail = categories.get(bin.fail()).id();
            double passed = expected(nominal, process, pass);
            double failed = expected(nominal, process, fail);
            factors.add(new Factor(new Target(process, "", pass, ""), Expression.product(k, t)));
            factors.add(new Factor(
                    new Target(process, "", fail, ""),
                    failed > 0 ? Expression.product(k, rest(passed / failed, lost)) : k));
        }
        String passing = "CR_" + process + "_pass";
        String failing = "CR_" + process + "_fail";
        double ratio = counts.processPass() / counts.processFail();
        var contributions = List.of(
                counted(passing, process, counts.processPass(), Expression.product(k, t)),
                counted(failing, process, counts.processFail(), Expression.product(k, rest(ratio, lost))),
                counted(passing, OTHER, counts.otherPass(), Expression.constant(1)),
                counted(failing, OTHER, counts.otherFail(), Expression.constant(1)));
        return ModelPart.of(parameters, contributions)
                .withFactors(factors)
                .withRegions(List.of(observed(passing, counts.pass()), observed(failing, counts.fail())))
                .withQuantities(parameters.stream()
                        .map(parameter -> Quantity.of(parameter, ""))
                        .toList());
    }

    private static Parameter free(String name) {
        return new Parameter(
                name, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, STEP, Parameter.Role.NUISANCE, "", false);
    }

    /** 1 + (1 − t) P/F. */
    private static Expression rest(double ratio, Expression lost) {
        return Expression.sum(Expression.constant(1), Expression.product(Expression.constant(ratio), lost));
    }

    private static double expected(Nominal nominal, String process, String category) {
        return nominal.backgrounds().stream()
                .filter(c -> c.process().equals(process) && c.place().category().equals(category))
                .mapToDouble(c -> c.estimate().events())
                .sum();
    }

    private static Contribution counted(String region, String process, double events, Expression factor) {
        return new Contribution(
                Place.in(region),
                process,
                Expression.product(Expression.constant(events), factor),
                Shape.histogram(new double[] {0, 1}, new double[] {1}),
                new Estimate(events, 0));
    }

    private static ObservedRegion observed(String region, double events) {
        return new ObservedRegion(
                Place.in(region),
                new FitRegion(region, FitRegion.Use.CONTROL, "", new Axis("events", "", 0), 0, 1, 1),
                new double[] {events});
    }
}
