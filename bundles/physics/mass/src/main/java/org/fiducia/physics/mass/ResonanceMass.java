package org.fiducia.physics.mass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The mass of the resonance floats, with one cross section per fiducial bin beside it; the final states share that in the
 * fractions of the Standard Model. The mass may go as far as there is simulation to say how the shape follows it, or as the
 * setting {@code range} says.
 */
@Component(service = PhysicsModel.class)
public final class ResonanceMass implements PhysicsModel, Configured {
    /** What a fit of some hundred events resolves, GeV: how far the first step goes. */
    private static final double STEP = 0.1;

    private final PhysicsModel rates;

    /** With the model of the rates. */
    @Activate
    public ResonanceMass(@Reference(target = "(physics=sm-fractions)") PhysicsModel rates) {
        this.rates = rates;
    }

    @Override
    public String id() {
        return "mass";
    }

    @Override
    public String title() {
        return "mass of the resonance, one cross section per bin";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        range(settings);
    }

    private static double[] range(Settings settings) {
        double[] range = settings.reals("range");
        settings.refuseUnknown();
        if (range.length != 0 && !(range.length == 2 && range[0] < range[1])) {
            throw settings.wrong("range", "two rising masses in GeV");
        }
        return range;
    }

    @Override
    public List<Parameter> floating(Analysis analysis, List<Point> simulated, Settings settings) {
        double[] range = range(settings);
        if (range.length == 0) {
            range = simulated.stream()
                    .mapToDouble(point -> point.get(Analysis.MASS))
                    .filter(Double::isFinite)
                    .sorted()
                    .distinct()
                    .toArray();
        }
        double mass = analysis.point().get(Analysis.MASS);
        if (range.length < 2 || !(mass >= range[0] && mass <= range[range.length - 1])) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the mass of the resonance cannot float from " + mass + " GeV in " + Arrays.toString(range),
                    "add signal simulated at other masses, or give the setting range of physics [low, high] around it");
        }
        return List.of(Parameter.interest(Analysis.MASS, mass, range[0], range[range.length - 1], STEP));
    }

    @Override
    public Interest interest(
            Analysis analysis, ObservableInfo observable, List<SignalProcess> processes, Settings settings) {
        Interest plain = rates.interest(analysis, observable, processes, Settings.none());
        var further = new ArrayList<Quantity>(List.of(new Quantity(
                Analysis.MASS,
                "$m_H$",
                "GeV",
                Expression.ref(Analysis.MASS),
                analysis.point().get(Analysis.MASS))));
        further.addAll(plain.further());
        return new Interest(plain.parameters(), plain.rates(), plain.bins(), further, List.of());
    }
}
