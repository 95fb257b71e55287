package org.fiducia.kernel.plugins;

import java.util.Arrays;
import java.util.Optional;
import org.fiducia.api.Plugin;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.EventWeight;
import org.fiducia.api.command.Benchmark;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.fit.ConstraintFunction;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.PartSource;
import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.api.measurement.PredictionUncertainty;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.api.measurement.Unfolding;
import org.fiducia.api.observable.Observable;

/** The kinds of plug-in, by the service interface they implement. */
public enum PluginKind {
    CHANNELS("channel", Channel.class),
    OBSERVABLES("observable", Observable.class),
    READERS("reader", EventReader.class),
    SIGNALS("signal model", SignalModel.class),
    BACKGROUNDS("background model", BackgroundModel.class),
    PARTS("source of model parts", PartSource.class),
    WEIGHTS("event weight", EventWeight.class),
    NUISANCES("nuisance source", NuisanceSource.class),
    SCHEMES("systematic scheme", SystematicScheme.class),
    PHYSICS("physics model", PhysicsModel.class),
    UNFOLDINGS("unfolding", Unfolding.class),
    PREDICTIONS("prediction uncertainty", PredictionUncertainty.class),
    LIKELIHOODS("likelihood compiler", LikelihoodCompiler.class),
    SHAPES("shape function", ShapeFunction.class),
    CONSTRAINTS("constraint function", ConstraintFunction.class),
    FITTERS("fitter", Fitter.class),
    INTERVALS("interval estimator", IntervalEstimator.class),
    SCANNERS("profile scanner", ProfileScanner.class),
    TESTS("hypothesis test", HypothesisTest.class),
    GOODNESS("goodness of fit", GoodnessOfFit.class),
    WRITERS("result writer", ResultWriter.class),
    FORMATS("model format", ModelFormat.class),
    BENCHMARKS("benchmark", Benchmark.class);

    private final String singular;
    private final Class<? extends Plugin> type;

    PluginKind(String singular, Class<? extends Plugin> type) {
        this.singular = singular;
        this.type = type;
    }

    /** Name of one of them, for messages. */
    public String singular() {
        return singular;
    }

    /** Service interface. */
    public Class<? extends Plugin> type() {
        return type;
    }

    /** Plural name, as {@code list} takes it. */
    public String plural() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The kind of a service interface. */
    static PluginKind of(Class<? extends Plugin> type) {
        return Arrays.stream(values())
                .filter(kind -> kind.type == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getName()));
    }

    /** The kind of a service interface by name. */
    static Optional<PluginKind> ofInterface(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.getName().equals(name))
                .findFirst();
    }
}
