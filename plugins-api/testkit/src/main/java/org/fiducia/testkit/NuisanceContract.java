package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Effect;
import org.fiducia.api.measurement.Nuisance.MorphEffect;
import org.fiducia.api.measurement.Nuisance.ShapeEffect;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.Response;
import org.junit.jupiter.api.Test;

/**
 * What every source of nuisances keeps. The test of one extends it and gives the source, with declarations of which nuisances
 * follow, to the constructor.
 */
public abstract class NuisanceContract {
    private final NuisanceSource source;
    private final List<Settings> declarations;

    /** A source with what a card declares. */
    protected NuisanceContract(NuisanceSource source, Settings... declarations) {
        this.source = source;
        this.declarations = List.of(declarations);
    }

    /** What is measured; {@link ExampleNominal#jets()} unless the source needs something else. */
    protected Nominal nominal() {
        return ExampleNominal.jets();
    }

    /** Whether what is declared is of one size in both directions: then up and down undo each other. */
    protected boolean symmetric() {
        return false;
    }

    private ModelPart part() {
        return source.part(nominal(), declarations);
    }

    private List<Effect> effects() {
        List<Effect> effects = part().nuisances().stream()
                .flatMap(nuisance -> nuisance.effects().stream())
                .toList();
        assertFalse(effects.isEmpty(), "the declarations of the test have an effect");
        return effects;
    }

    private Parts parts() {
        return new Parts(part(), nominal().analysis(), nominal().observable().reconstructed(), Map.of());
    }

    @Test
    void namesAreNamesOfOneThing() {
        parts().declare();
        for (Nuisance nuisance : part().nuisances()) {
            assertFalse(nuisance.group().isBlank(), () -> "a group of " + nuisance.name());
            assertFalse(nuisance.effects().isEmpty(), () -> nuisance.name() + " does something");
        }
    }

    /** Nothing is done to a process or a place that the model does not have. */
    @Test
    void targetsExist() {
        List<String> processes = nominal().components();
        Parts parts = parts();
        for (Effect effect : effects()) {
            String process = effect.target().process();
            assertTrue(process.isEmpty() || processes.contains(process), () -> process + " is none of " + processes);
            parts.exists(effect.target().place());
        }
    }

    @Test
    void effectsAreNumbersThatLeaveSomething() {
        for (Effect effect : effects()) {
            if (effect instanceof YieldEffect number) {
                assertTrue(
                        number.up() > -1 && number.down() > -1 && Double.isFinite(number.up() + number.down()),
                        () -> "changes of a yield: " + number);
                if (symmetric()) {
                    assertEquals(1, (1 + number.up()) * (1 + number.down()), 1e-9, () -> "up and down: " + number);
                }
            } else if (effect instanceof ShapeEffect shape) {
                assertTrue(Double.isFinite(shape.size()) && !shape.parameter().isBlank(), shape::toString);
            } else if (effect instanceof MorphEffect morph) {
                for (double change : morph.change()) {
                    assertTrue(change > -1 && Double.isFinite(change), () -> "change of a template: " + change);
                }
            }
        }
    }

    /** Neither declarations nor anything that could be uncertain. */
    @Test
    void nothingConcernedIsNoNuisance() {
        var analysis = nominal().analysis();
        var observable = nominal().observable();
        int eras = analysis.eras().size();
        int categories = analysis.categories().size();
        int reco = observable.reconstructed().size();
        int fiducial = observable.binning().size();
        var nothing = new ExampleNominal(analysis, observable)
                .withResponse(new Response(
                        new double[eras][categories][reco][fiducial],
                        new double[eras][categories][reco][fiducial],
                        new double[eras][categories][reco],
                        new double[eras][categories][reco],
                        new double[categories][fiducial]));
        assertEquals(List.of(), source.part(nothing, List.of()).nuisances());
    }

    @Test
    void saysTheSameTwice() {
        assertEquals(Contents.of(part()), Contents.of(part()));
    }

    @Test
    void refusesFieldsThatItDoesNotKnow() {
        for (Settings declaration : declarations) {
            if (source instanceof Configured configured) {
                configured.check(nominal().analysis(), declaration);
            }
            Refusals.ofUnknown(declaration, given -> source.part(nominal(), List.of(given)));
        }
    }
}
