package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.fiducia.api.Plugin;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.EventWeight;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.fit.ConstraintFunction;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.PartSource;
import org.fiducia.api.measurement.PredictionUncertainty;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.api.measurement.Unfolding;
import org.fiducia.api.observable.Classification;

/** Plug-ins of which only what they do matters, and what a contract says of them. */
interface Wrong extends Plugin {
    @Override
    default String id() {
        return "double";
    }

    @Override
    default String title() {
        return "a double";
    }

    /** The contract fails in these tests and in no others; in none for a plug-in that is right. */
    static void in(Supplier<?> contract, String... tests) {
        assertEquals(
                new TreeSet<>(Set.of(tests)),
                new TreeSet<>(Trial.failures(contract).keySet()),
                () -> Trial.failures(contract).toString());
    }

    interface Background extends BackgroundModel, Wrong {}

    interface Signal extends SignalModel, Wrong {}

    interface Nuisances extends NuisanceSource, Wrong {}

    interface Parts extends PartSource, Wrong {}

    interface Scheme extends SystematicScheme, Wrong {}

    interface Prediction extends PredictionUncertainty, Wrong {}

    interface Events extends Unfolding, Wrong {}

    interface Weight extends EventWeight, Wrong {}

    interface Writer extends ResultWriter, Wrong {}

    interface Format extends ModelFormat, Wrong {}

    interface Compiler extends LikelihoodCompiler, Wrong {}

    interface Shape extends ShapeFunction, Wrong {}

    interface Constraint extends ConstraintFunction, Wrong {}

    interface Selection extends Channel, Wrong {}

    interface Classes extends Classification<Candidate> {}
}
