package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.PartSource;
import org.fiducia.api.measurement.PartSource.SignalRates;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Expression;
import org.junit.jupiter.api.Test;

/** What every source of parts of a model keeps. The test of one extends it and gives the source to the constructor. */
public abstract class PartsContract {
    private final PartSource source;
    private final Settings settings;

    /** A source without settings. */
    protected PartsContract(PartSource source) {
        this(source, Settings.none());
    }

    /** A source with the settings of a card. */
    protected PartsContract(PartSource source, Settings settings) {
        this.source = source;
        this.settings = settings;
    }

    /** What is measured; {@link ExampleNominal#jets()} unless the source needs something else. */
    protected Nominal nominal() {
        return ExampleNominal.jets();
    }

    private ModelPart part(Settings given) {
        Nominal nominal = nominal();
        Response response = nominal.response();
        var processes = new ArrayList<SignalProcess>();
        var rates = new ArrayList<Expression>();
        List<String> classes = nominal.analysis().generatedClasses();
        for (int c = 0; c < classes.size(); c++) {
            for (int j = 0; j < response.fiducialBins(); j++) {
                double predicted = response.sm()[c][j];
                processes.add(new SignalProcess("", classes.get(c), j, predicted));
                rates.add(Expression.product(Expression.constant(predicted), Expression.ref("strength_" + j)));
            }
        }
        var point = new HashMap<String, Expression>();
        nominal.analysis().point().values().keySet().forEach(name -> point.put(name, Expression.ref(name)));
        return source.part(nominal, new SignalRates(processes, rates, point), given);
    }

    private Parts parts() {
        var others = new HashMap<>(nominal().analysis().point().values());
        for (int j = 0; j < nominal().observable().binning().size(); j++) {
            others.put("strength_" + j, 1.0);
        }
        return new Parts(
                part(settings), nominal().analysis(), nominal().observable().reconstructed(), others);
    }

    @Test
    void addsSomething() {
        assertNotEquals(ModelPart.EMPTY, part(settings));
    }

    @Test
    void everyParameterIsDeclared() {
        parts().declare();
    }

    @Test
    void eventsAndDensitiesArePossible() {
        parts().expect();
    }

    @Test
    void nuisancesAndFactorsActOnWhatIsThere() {
        ModelPart part = part(settings);
        part.nuisances()
                .forEach(nuisance -> nuisance.effects()
                        .forEach(effect -> parts().exists(effect.target().place())));
        part.factors().forEach(factor -> parts().exists(factor.target().place()));
    }

    @Test
    void saysTheSameTwice() {
        assertEquals(Contents.of(part(settings)), Contents.of(part(settings)));
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        Refusals.ofUnknown(settings, this::part);
    }

    /** Coordinates of the point are declared by who lets them float. */
    @Test
    void namesAreItsOwn() {
        Map<String, Double> point = nominal().analysis().point().values();
        part(settings)
                .parameters()
                .forEach(parameter -> assertFalse(
                        point.containsKey(parameter.name()), () -> parameter.name() + " is a coordinate of the point"));
    }
}
