package org.fiducia.systematics.jetenergy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Effect;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.NuisanceSource;
import org.osgi.service.component.annotations.Component;

/**
 * Jet energy scale and resolution: for each source the jets of every simulated candidate are moved up and down, selected
 * anew, and the observable is binned again. What a reco bin gains or loses becomes a log-normal change of its yields, one for
 * the signal and one for each background of which the simulation has the name of the component; final states are added up,
 * since jets know nothing of them. An observable that no jet can move has no such nuisance.
 *
 * <p>One declaration has {@code source}: {@code jet-energy}, {@code name}, {@code group}, and one of
 *
 * <ul>
 *   <li>{@code size}: the relative uncertainty of the scale, see {@link SizeTable};
 *   <li>{@code sources}: a list of objects with {@code name} and {@code size}, each a nuisance called by the name of the
 *       declaration, an underscore and its own;
 *   <li>{@code resolution}: an object with {@code size} and {@code width}, see {@link Resolution}.
 * </ul>
 *
 * <p>{@code uncorrelated}: {@code ["era"]}, beside a size or a resolution, gives each era a nuisance of its own, which has
 * its name appended.
 */
@Component(service = NuisanceSource.class)
public final class JetEnergyScale implements NuisanceSource, Configured {
    /** A bin cannot lose more: the logarithm of what is left stays finite. */
    private static final double MOST = -0.95;

    /** Candidates that show whether an observable looks at jets. */
    private static final long PROBED = 8000;

    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    @Override
    public String id() {
        return "jet-energy";
    }

    @Override
    public String title() {
        return "jet energy scale and resolution, with jets selected anew";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        JetSource.of(settings);
    }

    @Override
    public ModelPart part(Nominal nominal, List<Settings> declarations) {
        var sources = new ArrayList<JetSource>();
        for (Settings settings : declarations) {
            sources.addAll(JetSource.of(settings));
        }
        Set<String> names = new LinkedHashSet<>();
        for (JetSource source : sources) {
            if (!names.add(source.name() + (source.perEra() ? " of each era" : ""))) {
                throw new FiduciaException(
                        Kind.CARD,
                        source.place() + " is a second source called " + source.name(),
                        "give one of them another name");
            }
        }
        if (sources.isEmpty() || !movable(nominal)) {
            return ModelPart.of(List.of());
        }
        var changes = new ArrayList<Change>();
        changes.add(new Change("jet-energy as it is", candidate -> candidate));
        for (JetSource source : sources) {
            changes.add(change(source, 1));
            changes.add(change(source, -1));
        }
        List<Yields> found = nominal.yields(changes);
        JetYields before = JetYields.of(nominal, found.get(0));
        var nuisances = new ArrayList<Nuisance>();
        for (int k = 0; k < sources.size(); k++) {
            Yields up = found.get(1 + 2 * k);
            Yields down = found.get(2 + 2 * k);
            if (up.moved() || down.moved()) {
                List<JetYields> yields = List.of(before, JetYields.of(nominal, up), JetYields.of(nominal, down));
                add(nuisances, nominal, sources.get(k), yields);
            }
        }
        return ModelPart.of(nuisances);
    }

    /**
     * Whether the observable looks at jets at all: without any, or with harder ones, one of some thousand candidates is in
     * another bin.
     */
    private static boolean movable(Nominal nominal) {
        long events = nominal.samples().stream()
                .mapToLong(sample -> sample.events().size())
                .sum();
        long every = Math.max(1, events / PROBED);
        List<Change> changes = List.of(
                probe("without jets", every, jet -> FourMomentum.ZERO),
                probe("with harder jets", every, jet -> Scaling.scaled(jet, 1 + JetSource.LARGEST)));
        return nominal.yields(changes).stream().anyMatch(Yields::moved);
    }

    private static Change probe(String name, long every, UnaryOperator<FourMomentum> change) {
        return new Change(
                "jet-energy " + name,
                candidate -> number(candidate) % every == 0 ? candidate.withJets(change) : candidate);
    }

    /** Any number, always the same for the same candidate. */
    private static long number(Candidate candidate) {
        return Double.doubleToLongBits(candidate.p4().pt()) * SCATTER >>> 32;
    }

    private static Change change(JetSource source, int sign) {
        var change = source.change().apply(sign);
        return new Change(
                source.place() + (sign > 0 ? " up" : " down"), candidate -> candidate.withMatchedJets(change));
    }

    /**
     * Adds the nuisance of a source, or those of all eras.
     *
     * @param yields nominal, up and down
     */
    private static void add(List<Nuisance> nuisances, Nominal nominal, JetSource source, List<JetYields> yields) {
        if (!source.perEra()) {
            add(nuisances, source, source.name(), effects(nominal, source, yields, -1));
            return;
        }
        for (int era = 0; era < nominal.analysis().eras().size(); era++) {
            String name =
                    source.name() + "_" + nominal.analysis().eras().get(era).name();
            add(nuisances, source, name, effects(nominal, source, yields, era));
        }
    }

    private static void add(List<Nuisance> nuisances, JetSource source, String name, List<Effect> effects) {
        if (!effects.isEmpty()) {
            nuisances.add(new Nuisance(name, source.group(), effects));
        }
    }

    private static List<Effect> effects(Nominal nominal, JetSource source, List<JetYields> yields, int era) {
        var effects = new ArrayList<Effect>();
        String place = era < 0 ? "" : nominal.analysis().eras().get(era).name();
        for (String component : yields.get(0).events().keySet()) {
            double[] before = yields.get(0).of(component, era);
            double[] up = yields.get(1).of(component, era);
            double[] down = yields.get(2).of(component, era);
            boolean mirrored = source.mirrored() && Arrays.equals(before, down);
            for (int i = 0; i < before.length; i++) {
                double more = change(before[i], up[i]);
                double less = mirrored ? 1 / (1 + more) - 1 : change(before[i], down[i]);
                if (more != 0 || less != 0) {
                    String bin =
                            nominal.observable().reconstructed().bins().get(i).label();
                    effects.add(new YieldEffect(new Target(component, place, "", bin), more, less));
                }
            }
        }
        return effects;
    }

    private static double change(double before, double after) {
        return before > 0 ? Math.max(MOST, after / before - 1) : 0;
    }
}
