package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.fiducia.api.Plugin;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.EventWeight;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.fit.ConstraintFunction;
import org.fiducia.api.fit.LikelihoodCompiler;
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
import org.fiducia.api.observable.Classification;
import org.fiducia.api.schedule.Scheduler;

/** Doubles of plug-ins, and what a contract says of them. */
final class Wrong {
    private Wrong() {}

    /** A plug-in of which only what it does matters. */
    private interface Nameless extends Plugin {
        @Override
        default String id() {
            return "double";
        }

        @Override
        default String title() {
            return "a double";
        }
    }

    /** The contract fails in these tests and in no others; in none for a plug-in that is right. */
    static void in(Supplier<?> contract, String... tests) {
        assertEquals(
                new TreeSet<>(Set.of(tests)),
                new TreeSet<>(Trial.failures(contract).keySet()),
                () -> Trial.failures(contract).toString());
    }

    /** The contract fails in these tests and in no others, each of which says so in these words. */
    static void saying(String words, Supplier<?> contract, String... tests) {
        in(contract, tests);
        Trial.failures(contract)
                .forEach((test, failure) -> assertTrue(
                        failure.getMessage().contains(words), () -> test + " says: " + failure.getMessage()));
    }

    interface Background extends BackgroundModel, Nameless {}

    interface Signal extends SignalModel, Nameless {}

    interface Nuisances extends NuisanceSource, Nameless {}

    interface Parts extends PartSource, Nameless {}

    interface Scheme extends SystematicScheme, Nameless {}

    interface Prediction extends PredictionUncertainty, Nameless {}

    interface Events extends Unfolding, Nameless {}

    interface Weight extends EventWeight, Nameless {}

    interface Writer extends ResultWriter, Nameless {}

    interface Format extends ModelFormat, Nameless {}

    interface Compiler extends LikelihoodCompiler, Nameless {}

    interface Shape extends ShapeFunction, Nameless {}

    interface Constraint extends ConstraintFunction, Nameless {}

    interface Selection extends Channel, Nameless {}

    interface Physics extends PhysicsModel, Nameless {}

    interface Work extends Scheduler, Nameless {}

    interface Reader extends EventReader, Nameless {}

    interface Classes extends Classification<Candidate> {}
}
