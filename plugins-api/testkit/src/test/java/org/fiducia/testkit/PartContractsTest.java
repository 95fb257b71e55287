package org.fiducia.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.junit.jupiter.api.Test;

/** Contracts of what makes parts of a model fail where a double is wrong, and only there. */
class PartContractsTest {
    private static final Analysis ANALYSIS = ExampleMeasurements.ANALYSIS;
    private static final Shape FLAT = Shape.histogram(new double[] {105, 160}, new double[] {1});
    private static final Shape NEGATIVE = Shape.histogram(new double[] {105, 130, 160}, new double[] {2, -1});
    private static final Shape SHORT = Shape.histogram(new double[] {105, 150}, new double[] {1});

    private final AtomicInteger calls = new AtomicInteger();

    private static void require(List<BinnedSample> samples) {
        if (samples.isEmpty()) {
            throw new FiduciaException(Kind.CARD, "there is no sample", "give one");
        }
    }

    private static ModelPart each(UnaryOperator<Contribution> change, ModelPart part) {
        return part.withContributions(part.contributions().stream().map(change).toList());
    }

    private static Contribution yielding(Contribution one, Expression yield) {
        return new Contribution(one.place(), one.process(), yield, one.shape(), one.estimate());
    }

    private static Contribution shaped(Contribution one, Shape shape) {
        return new Contribution(one.place(), one.process(), one.yield(), shape, one.estimate());
    }

    // backgrounds

    private static ModelPart counted(List<BinnedSample> samples, Binning bins) {
        var expected = new ArrayList<Contribution>();
        for (Era era : ANALYSIS.eras()) {
            for (Category category : ANALYSIS.categories()) {
                for (Bin bin : bins.bins()) {
                    double events = era.luminosity() * samples.size() / bins.size();
                    expected.add(new Contribution(
                            Place.of(ANALYSIS.fit(), era, category, bin),
                            "qqZZ",
                            Expression.constant(events),
                            FLAT,
                            new Estimate(events, 1)));
                }
            }
        }
        return ModelPart.of(List.of(), expected);
    }

    private static BackgroundContract background(UnaryOperator<ModelPart> change) {
        return new BackgroundContract((Wrong.Background) (analysis, samples, settings, progress) -> {
            settings.refuseUnknown();
            require(samples);
            return (binned, bins, shown) -> change.apply(counted(binned, bins));
        }) {};
    }

    @Test
    void backgrounds() {
        Wrong.in(() -> background(part -> part));
        Wrong.in(
                () -> background(part -> each(one -> yielding(one, Expression.ref("free")), part)),
                "everyParameterIsDeclared",
                "eventsAndDensitiesArePossible");
        Wrong.in(
                () -> background(part -> each(one -> yielding(one, Expression.constant(1)), part)),
                "eventsAndDensitiesArePossible");
        for (Shape shape : List.of(NEGATIVE, SHORT)) {
            Wrong.in(() -> background(part -> each(one -> shaped(one, shape), part)), "eventsAndDensitiesArePossible");
        }
        Wrong.in(
                () -> background(part -> {
                    var twice = new ArrayList<>(part.contributions());
                    twice.addAll(part.contributions());
                    return part.withContributions(twice);
                }),
                "everyPlaceHasANumberOfItsOwn");
        Wrong.in(
                () -> background(part -> {
                    double events = calls.incrementAndGet();
                    return each(
                            one -> new Contribution(
                                    one.place(),
                                    one.process(),
                                    Expression.constant(events),
                                    FLAT,
                                    new Estimate(events, 1)),
                            part);
                }),
                "dependsOnNothingButWhatItIsGiven");
        Wrong.in(
                () -> new BackgroundContract((Wrong.Background)
                        (analysis, samples, settings, progress) -> (binned, bins, shown) -> counted(binned, bins)) {},
                "noSamplesAreRefused",
                "refusesSettingsThatItDoesNotKnow");
    }

    // signals

    private static ModelPart shapes() {
        Place everywhere = Place.in(ANALYSIS.fit().id());
        return ModelPart.of(
                List.of(),
                List.of(
                        new Contribution(everywhere, SignalModel.RESONANT, Expression.constant(1), FLAT),
                        new Contribution(everywhere, SignalModel.NON_RESONANT, Expression.constant(1), FLAT)));
    }

    private static SignalContract signal(UnaryOperator<ModelPart> change) {
        return new SignalContract((Wrong.Signal) (analysis, point, samples, settings, progress) -> {
            settings.refuseUnknown();
            require(samples);
            return (binned, bins, shown) -> change.apply(shapes());
        }) {};
    }

    @Test
    void signals() {
        Wrong.in(() -> signal(part -> part));
        Wrong.in(
                () -> signal(part -> each(one -> shaped(one, NEGATIVE), part)),
                "everyParameterIsDeclared",
                "factorsAndDensitiesArePossible");
        Wrong.in(
                () -> signal(part -> part.withContributions(part.contributions().subList(0, 1))),
                "everyPlaceOfTheFitHasItsShapes");
        Wrong.in(
                () -> signal(part -> each(one -> yielding(one, Expression.constant(calls.incrementAndGet())), part)),
                "dependsOnNothingButWhatItIsGiven");
        Wrong.in(
                () -> new SignalContract((Wrong.Signal)
                        (analysis, point, samples, settings, progress) -> (binned, bins, shown) -> shapes()) {},
                "noSamplesAreRefused",
                "refusesSettingsThatItDoesNotKnow");
    }

    // nuisances

    private static NuisanceContract nuisances(UnaryOperator<List<Nuisance>> change, String process, double down) {
        Wrong.Nuisances source = (nominal, declarations) -> {
            var nuisances = new ArrayList<Nuisance>();
            for (Settings declaration : declarations) {
                double up = declaration.real("size");
                declaration.refuseUnknown();
                var target = new Target(process, "2022", "", "");
                nuisances.add(new Nuisance("size", "group", List.of(new YieldEffect(target, up, down))));
            }
            return ModelPart.of(change.apply(nuisances));
        };
        return new NuisanceContract(source, new Settings("/nuisances/0", Map.of("size", 0.25))) {
            @Override
            protected boolean symmetric() {
                return true;
            }
        };
    }

    @Test
    void nuisances() {
        Wrong.in(() -> nuisances(all -> all, "signal", -0.2));
        Wrong.in(() -> nuisances(all -> all, ExampleSamples.UNUSED, -0.2), "targetsExist");
        Wrong.in(() -> nuisances(all -> all, "signal", -0.25), "effectsAreNumbersThatLeaveSomething");
        Wrong.in(() -> nuisances(all -> all, "signal", -2), "effectsAreNumbersThatLeaveSomething");
        var always =
                new Nuisance("always", "group", List.of(new YieldEffect(new Target("signal", Place.ANY), 1, -0.5)));
        Wrong.in(() -> nuisances(all -> List.of(always), "signal", -0.2), "nothingConcernedIsNoNuisance");
        Wrong.in(
                () -> nuisances(all -> all.isEmpty() ? all : List.of(always, always), "signal", -0.2),
                "namesAreNamesOfOneThing");
        Wrong.in(
                () -> nuisances(
                        all -> all.isEmpty()
                                ? all
                                : List.of(new Nuisance("call" + calls.incrementAndGet(), "g", always.effects())),
                        "signal",
                        -0.2),
                "saysTheSameTwice");
    }

    // parts

    private static PartsContract parts(UnaryOperator<ModelPart> change) {
        return new PartsContract((Wrong.Parts) (nominal, signal, settings) -> {
            settings.refuseUnknown();
            Parameter number = Parameter.normalisation("number", 5);
            return change.apply(ModelPart.of(
                    List.of(number),
                    List.of(new Contribution(Place.in("SR"), "more", Expression.ref("number"), FLAT))));
        }) {};
    }

    @Test
    void sourcesOfParts() {
        Wrong.in(() -> parts(part -> part));
        Wrong.in(() -> parts(part -> ModelPart.EMPTY), "addsSomething");
        Wrong.in(
                () -> parts(part -> part.withParameters(List.of(), List.of())),
                "everyParameterIsDeclared",
                "eventsAndDensitiesArePossible");
        Wrong.in(() -> parts(part -> each(one -> shaped(one, NEGATIVE), part)), "eventsAndDensitiesArePossible");
        Wrong.in(
                () -> parts(part -> part.withParameters(
                        List.of(part.parameters().get(0), Parameter.interest("mH", 125, 120, 130, 1)), List.of())),
                "namesAreItsOwn");
        var factor =
                new ModelPart.Factor(new Target("signal", new Place("SR", "2025", "", "")), Expression.ref("number"));
        Wrong.in(() -> parts(part -> part.withFactors(List.of(factor))), "nuisancesAndFactorsActOnWhatIsThere");
        Wrong.in(
                () -> parts(part -> each(one -> yielding(one, Expression.constant(calls.incrementAndGet())), part)),
                "saysTheSameTwice");
    }
}
