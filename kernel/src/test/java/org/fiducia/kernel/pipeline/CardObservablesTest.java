package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.kernel.plugins.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** What is measured under an id, with what the card says of it. */
class CardObservablesTest {
    @TempDir
    Path folder;

    private InMemory here;
    private Bundle bundle;

    @BeforeEach
    void start() throws Exception {
        here = new InMemory(folder);
        bundle = here.felix().shipped("more");
    }

    @AfterEach
    void stop() throws Exception {
        here.close();
    }

    private CardObservables with(String... changes) {
        return new CardObservables(here.card(changes), here.plugins, here.plugins.get(Channel.class, "tiny"));
    }

    private FiduciaException refused(String id, String... changes) {
        return assertThrows(FiduciaException.class, () -> with(changes).of(id));
    }

    /** Two classes: the generated one by the process, the reconstructed one by a border of y. */
    private record Halves(double border) implements Classification<Candidate> {
        @Override
        public ObservableInfo info() {
            return ObservableInfo.production("halves", "half", "", 0, 1, 2);
        }

        @Override
        public Class<Candidate> candidateType() {
            return Candidate.class;
        }

        @Override
        public int fiducial(String process, Candidate candidate) {
            return process.equals("p") ? 0 : 1;
        }

        @Override
        public int reconstructed(Candidate candidate, int category) {
            return border < 0 ? 2 : candidate.p4().px() < border ? 0 : 1;
        }

        @Override
        public Classification<Candidate> configured(Settings settings) {
            double other = settings.real("border", border);
            settings.refuseUnknown();
            return other == border ? this : new Halves(other);
        }
    }

    private interface Special extends Candidate {}

    /** Needs candidates that the channel does not give. */
    private static final class OfSpecial implements Observable<Special> {
        @Override
        public ObservableInfo info() {
            return ObservableInfo.production("special", "s", "", 0, 1);
        }

        @Override
        public Class<Special> candidateType() {
            return Special.class;
        }

        @Override
        public double value(Special candidate) {
            return 0;
        }
    }

    @Test
    void anObservableIsAsItsBundleHasIt() {
        Classification<?> y = with().of("y");
        assertEquals(2, y.info().binning().size());
        assertSame(y, with().of("y"));
        assertEquals("unknown observable w", refused("w").getMessage());
    }

    @Test
    @SuppressWarnings("unchecked")
    void binsOfTheCardReplaceItsOwn() {
        var y = (Observable<Candidate>) with("binnings={\"y\": [0, 0.5, 1, 2]}").of("y");
        assertEquals(
                List.of("0–0.5", "0.5–1", "1–2"),
                y.info().binning().bins().stream().map(Bin::label).toList());
        assertEquals(1, y.reconstructed(Lines.candidate(105, 0.7), 0));
        assertEquals(2, y.fiducial("p", Lines.candidate(105, 1.7)));
        assertEquals(0.7, y.value(Lines.candidate(105, 0.7)));
        assertEquals(0.7, y.coordinates(Lines.candidate(105, 0.7))[0]);
        assertSame(here.plugins.get(Observable.class, "y"), ((RebinnedObservable<?>) y).original());
        assertEquals(
                2,
                with("binnings={\"y\": [0, 0.5, 1, 2]}")
                        .of("z")
                        .info()
                        .binning()
                        .size(),
                "of others not");
    }

    @Test
    void binsOfNoObservableAreRefused() {
        FiduciaException e = refused("y", "binnings={\"yy\": [0, 1]}");
        assertEquals(Kind.CARD, e.kind());
        assertTrue(e.getMessage().endsWith(": /binnings/yy is of no observable"), e.getMessage());
        assertEquals("did you mean y? there are m, y, z", e.remedy());
    }

    @Test
    void oneThatNeedsOtherCandidatesIsRefused() {
        Felix.register(bundle, Observable.class, new OfSpecial());
        FiduciaException e = refused("special");
        assertEquals("the observable special needs a Special, the channel tiny gives a PlainCandidate", e.getMessage());
        assertEquals(Kind.USAGE, e.kind());
    }

    @Test
    void aClassificationHasTheSettingsOfTheCard() {
        Felix.register(bundle, Classification.class, new Halves(1));
        Classification<?> plain = with().of("halves");
        assertSame(here.plugins.get(Classification.class, "halves"), plain);
        var configured = (ConfiguredClassification<?>)
                with("plugins={\"classifications\": [{\"id\": \"halves\", \"settings\": {\"border\": 0.3}}]}")
                        .of("halves");
        assertEquals(Map.of("border", 0.3), configured.settings().values());
        assertSame(plain, configured.original());
        assertNotSame(plain, configured.configured());
        assertEquals("halves", configured.id());
        @SuppressWarnings("unchecked")
        var typed = (Classification<Candidate>) (Classification<?>) configured;
        assertEquals(Candidate.class, typed.candidateType());
        assertEquals(1, typed.reconstructed(Lines.candidate(105, 0.5), 0), "above the border of the card");
        assertEquals(0, typed.reconstructed(Lines.candidate(105, 0.2), 0));
        assertEquals(1, typed.fiducial("q", Lines.candidate(105, 0.2)));
        assertEquals(2, typed.info().reconstructed().size());
        FiduciaException e = refused(
                "halves", "plugins={\"classifications\": [{\"id\": \"halves\", \"settings\": {\"bordr\": 0.3}}]}");
        assertEquals(Kind.CARD, e.kind());
        assertTrue(e.getMessage().contains("/plugins/classifications/0/settings/bordr"), e.getMessage());
    }

    @Test
    void anObservableHasTheSettingsOfTheCard() throws Exception {
        Files.writeString(folder.resolve("analysis/factor.txt"), "3");
        Plugin other = here.plugins.get(Observable.class, "y");
        Felix.register(bundle, Observable.class, new Scaled(0, other));
        String said = "plugins={\"observables\": [{\"id\": \"scaled\", \"settings\": {\"file\": \"factor.txt\"}}]}";
        var configured = (ConfiguredObservable<?>) with(said).plain("scaled");
        assertSame(here.plugins.get(Observable.class, "scaled"), configured.original());
        assertEquals(List.of(other), configured.uses());
        @SuppressWarnings("unchecked")
        var typed = (Observable<Candidate>) (Observable<?>) configured;
        Candidate candidate = Lines.candidate(105, 0);
        assertEquals(315, typed.value(candidate));
        assertEquals(315, typed.coordinates(candidate)[0]);
        assertEquals(0, typed.reconstructed(candidate, 0));
        assertEquals(0, typed.fiducial("p", candidate));
        Classification<?> bins =
                with(said, "binnings={\"scaled\": [0, 315, 500]}").of("scaled");
        @SuppressWarnings("unchecked")
        var rebinned = (Observable<Candidate>) bins;
        assertEquals(1, rebinned.fiducial("p", candidate), "in bins of the card");
        assertSame(here.plugins.get(Observable.class, "y"), with(said).plain("y"), "others as they are");
        FiduciaException e = refused("y", "plugins={\"observables\": [{\"id\": \"y\", \"settings\": {\"x\": 1}}]}");
        assertEquals(Kind.CARD, e.kind());
        assertTrue(e.getMessage().contains("/plugins/observables/0/settings/x"), e.getMessage());
    }

    @Test
    void whatAnObservableIsMadeOfIsKnown() throws Exception {
        Path file = folder.resolve("analysis/factor.txt");
        Felix.register(bundle, Observable.class, new Scaled(0, here.plugins.get(Observable.class, "y")));
        String said = "plugins={\"observables\": [{\"id\": \"scaled\", \"settings\": {\"file\": \"factor.txt\"}}]}";
        Files.writeString(file, "3");
        String three = CardConfigured.fingerprint(with(said).of("scaled"), here.store());
        assertEquals(three, CardConfigured.fingerprint(with(said).of("scaled"), here.store()));
        assertEquals(
                three,
                CardConfigured.fingerprint(
                        with(said, "binnings={\"scaled\": [0, 315, 500]}").of("scaled"), here.store()),
                "through bins of the card");
        Files.writeString(file, "3.5");
        assertNotEquals(three, CardConfigured.fingerprint(with(said).of("scaled"), here.store()));
    }

    @Test
    void aClassificationIsMeasuredLikeAnObservable() {
        Felix.register(bundle, Classification.class, new Halves(1));
        // all that is generated is of process p, the first class; without any of the second nothing can be unfolded
        FiduciaException e = assertThrows(FiduciaException.class, () -> here.measure("halves"));
        assertTrue(e.getMessage().contains("has no fiducial a events in bin 1–2 of halves"), e.getMessage());
    }

    @Test
    void aClassThatIsNoneIsTheFaultOfItsPlugin() {
        Felix.register(bundle, Classification.class, new Halves(-1));
        FiduciaException e = assertThrows(FiduciaException.class, () -> here.measure("halves"));
        assertEquals("the classification halves (no bundle) gives the class 2 of 2", e.getMessage());
        assertEquals(Kind.PLUGIN, e.kind());
    }

    @Test
    void oneNameOfAnObservableAndAClassificationIsRefused() {
        Felix.register(bundle, Classification.class, new Halves(1));
        Felix.register(bundle, Observable.class, new Lines.Measured(new Halves(1).info(), c -> 0, here.counting.calls));
        FiduciaException e = refused("halves");
        assertEquals("there is an observable and a classification of the name halves", e.getMessage());
        assertEquals(Kind.PLUGIN, e.kind());
    }

    @Test
    void theOthersAreThoseOfTheDistributionForTheChannel() throws Exception {
        Felix.register(bundle, Observable.class, new OfSpecial());
        Bundle deployed = here.felix().deployed("foreign", Foreign.class);
        @SuppressWarnings("unchecked")
        Observable<Candidate> foreign = Felix.make(deployed, Foreign.class, Observable.class);
        Felix.register(deployed, Observable.class, foreign);
        assertEquals(
                List.of("foreign", "m", "special", "y", "z"),
                here.plugins.all(Observable.class).stream().map(Plugin::id).toList());
        CardObservables observables = with();
        assertEquals(
                List.of("m", "z"),
                observables.others(List.of(observables.of("y"))).stream()
                        .map(Plugin::id)
                        .toList());
    }

    /** An observable of a deployed bundle. */
    static final class Foreign implements Observable<Candidate> {
        @Override
        public ObservableInfo info() {
            return ObservableInfo.production("foreign", "f", "", 0, 1);
        }

        @Override
        public Class<Candidate> candidateType() {
            return Candidate.class;
        }

        @Override
        public double value(Candidate candidate) {
            return candidate.p4().equals(FourMomentum.ZERO) ? 0 : 1;
        }
    }
}
