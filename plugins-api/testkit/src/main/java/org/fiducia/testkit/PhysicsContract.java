package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.ObservableInfo;
import org.junit.jupiter.api.Test;

/** What every physics model keeps. The test of one extends it and gives the model to the constructor. */
public abstract class PhysicsContract {
    private static final Analysis ANALYSIS = ExampleMeasurements.ANALYSIS;
    private static final ObservableInfo OBSERVABLE = ObservableInfo.production("x", "x", "", 0, 1, 2, 3);

    private final PhysicsModel model;
    private final Settings settings;

    /** A model without settings. */
    protected PhysicsContract(PhysicsModel model) {
        this(model, Settings.none());
    }

    /** A model with the settings of a card. */
    protected PhysicsContract(PhysicsModel model, Settings settings) {
        this.model = model;
        this.settings = settings;
    }

    private List<SignalProcess> processes() {
        var processes = new ArrayList<SignalProcess>();
        for (String production : model.byProduction(settings) ? List.of("ggH", "VBF") : List.of("")) {
            for (Category category : ANALYSIS.categories()) {
                for (int j = 0; j < OBSERVABLE.binning().size(); j++) {
                    processes.add(new SignalProcess(
                            production, category.id(), j, 0.1 + 0.01 * processes.size() * processes.size()));
                }
            }
        }
        return processes;
    }

    private List<Parameter> floating() {
        List<Point> simulated = Stream.of(120., 125., 130.).map(MassFit::at).toList();
        return model.floating(ANALYSIS, simulated, settings);
    }

    private Interest interest(List<SignalProcess> processes) {
        return model.interest(ANALYSIS, OBSERVABLE, processes, settings);
    }

    @Test
    void startsAtThePrediction() {
        List<SignalProcess> processes = processes();
        Interest interest = interest(processes);
        assertEquals(processes.size(), interest.rates().size(), "one rate per process");
        assertEquals(OBSERVABLE.binning().size(), interest.bins().size(), "one cross section per bin");
        var bins = new double[OBSERVABLE.binning().size()];
        for (int k = 0; k < processes.size(); k++) {
            SignalProcess process = processes.get(k);
            double rate = Expressions.initial(interest.rates().get(k), interest.parameters());
            assertEquals(process.predicted(), rate, 1e-9, process.toString());
            bins[process.bin()] += rate;
        }
        for (int j = 0; j < bins.length; j++) {
            Quantity sigma = interest.bins().get(j);
            assertEquals(bins[j], Expressions.initial(sigma.value(), interest.parameters()), 1e-9, sigma.name());
            assertEquals(bins[j], sigma.predicted(), 1e-9, sigma.name());
        }
    }

    @Test
    void viewsTakeTheSameValues() {
        List<SignalProcess> processes = processes();
        for (Interest view : interest(processes).views()) {
            assertEquals(processes.size(), view.rates().size(), "one rate per process in a view");
            for (int k = 0; k < processes.size(); k++) {
                assertEquals(
                        processes.get(k).predicted(),
                        Expressions.initial(view.rates().get(k), view.parameters()),
                        1e-9,
                        "in a view: " + processes.get(k));
            }
        }
    }

    @Test
    void namesAreNamesOfOneThing() {
        Interest interest = interest(processes());
        var names = new HashSet<String>();
        Stream.concat(interest.parameters().stream(), floating().stream())
                .forEach(parameter ->
                        assertTrue(names.add(parameter.name()), () -> "two parameters are called " + parameter.name()));
        var quantities = new HashSet<String>();
        Stream.concat(interest.bins().stream(), interest.further().stream())
                .forEach(quantity -> assertTrue(
                        quantities.add(quantity.name()), () -> "two quantities are called " + quantity.name()));
        interest.constraints()
                .forEach(constraint -> assertTrue(
                        names.containsAll(constraint.references()), () -> "declared: " + constraint.references()));
    }

    /** What floats is a coordinate of the point, and starts there. */
    @Test
    void coordinatesStartAtThePoint() {
        for (Parameter parameter : floating()) {
            assertEquals(ANALYSIS.point().get(parameter.name()), parameter.initial(), 1e-12, parameter.name());
        }
    }

    @Test
    void saysTheSameTwice() {
        List<SignalProcess> processes = processes();
        assertEquals(interest(processes), interest(processes), "what is asked twice");
    }
}
