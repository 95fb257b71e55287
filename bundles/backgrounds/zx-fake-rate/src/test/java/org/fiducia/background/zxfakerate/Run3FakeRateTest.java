package org.fiducia.background.zxfakerate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Sample;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.Lepton;
import org.fiducia.channel.hzz4l.Run3;
import org.fiducia.channel.hzz4l.ZPlusLepton;
import org.fiducia.channel.hzz4l.internal.FourLeptonChannel;
import org.fiducia.testkit.Estimates;
import org.fiducia.testkit.MassFit;
import org.fiducia.testkit.Warnings;
import org.junit.jupiter.api.Test;

/** Z+X of the simulated Run-3 data set. */
class Run3FakeRateTest {
    private static final FourLeptonChannel CHANNEL = new FourLeptonChannel();
    private static final Analysis ANALYSIS = new Analysis(
            "test",
            13.6,
            List.of(new Era("2022", 34.7), new Era("2023", 27.3), new Era("2024", 108.8)),
            CHANNEL.categories(),
            CHANNEL.regions(),
            "$m_{4\\ell}$",
            105,
            160,
            125);

    @Test
    void isCompatibleWithTheSignalRegion() throws Exception {
        List<BinnedSample> samples = samples();
        var warnings = new Warnings();
        var estimated = new double[3];
        for (Contribution c : Estimates.of(new FakeRateBackground(), ANALYSIS, samples, 1, Settings.none(), warnings)) {
            estimated[ANALYSIS.category(c.place().category())] += c.estimate().events();
        }
        double sum = estimated[0] + estimated[1] + estimated[2];
        // data − signal − ZZ of the pseudo-data: 258 ± 33
        assertEquals(258, sum, Math.hypot(33, 0.3 * sum));
        // of the order of the published 167 events at this luminosity, within the uncertainty of the composition
        assertEquals(167, sum, 0.3 * sum);
        // and of what is left of the pseudo-data after the signal and ZZ they were made with
        double[] observed = {187, 371, 529};
        double[] signal = {68.3, 117.8, 158.2};
        double[] zz = {94.9, 163.8, 226.0};
        for (int c = 0; c < 3; c++) {
            double left = observed[c] - signal[c] - zz[c];
            double error = Math.hypot(Math.sqrt(observed[c]), 0.3 * estimated[c]);
            assertEquals(
                    left, estimated[c], 2 * error, CHANNEL.categories().get(c).id());
        }
        assertTrue(warnings.said().size() <= 3, warnings.said().toString());
    }

    @Test
    void bothMethodsAgree() throws Exception {
        FakeRateReport report =
                FakeRateReport.of(ANALYSIS, FakeRateSettings.of(Settings.none(), ANALYSIS), samples(), Progress.NONE);
        for (FakeRateReport.Line line : report.lines()) {
            double statistical = Math.hypot(line.osError(), line.ssError());
            double composition = 0.3 * Math.hypot(line.os(), line.ss());
            // final states within one standard deviation, each of the nine per era within two
            double allowed = (line.era().equals("all") ? 1 : 2) * Math.hypot(statistical, composition);
            assertEquals(line.os(), line.ss(), allowed, line.toString());
            assertTrue(line.combined() >= Math.min(line.os(), line.ss()) - 1e-9, line.toString());
            assertTrue(line.combined() <= Math.max(line.os(), line.ss()) + 1e-9, line.toString());
            assertTrue(line.combinedError() <= Math.min(line.osError(), line.ssError()), line.toString());
        }
        // numbers of an independent selection
        int[][] expected = {{9250, 933, 10706}, {1102, 591, 1736}, {9669, 1734, 13252}};
        for (int r = 0; r < expected.length; r++) {
            var sum = new int[3];
            for (int[] era : report.regions().get(r).events()) {
                for (int c = 0; c < sum.length; c++) {
                    sum[c] += era[c];
                }
            }
            assertArrayEquals(expected[r], sum, report.regions().get(r).region());
        }
    }

    /**
     * The README of the data: events of exactly three leptons are prescaled by 750, 7743 of them in 2024; all others are
     * not, among them a few of which the selection leaves three leptons.
     */
    @Test
    void honoursThePrescaleOfTheData() throws Exception {
        List<BinnedSample> samples = samples();
        int region = ANALYSIS.region("ZL");
        int prescaled = 0;
        int others = 0;
        var pass = new double[2];
        var all = new double[2];
        double promptPass = 0;
        double promptAll = 0;
        for (BinnedSample sample : samples) {
            boolean data = sample.sample().role() == Role.DATA;
            for (SelectedEvent event : sample.events()) {
                if (event.region() != region || (data && !sample.sample().era().equals("2024"))) {
                    assertTrue(!data || event.region() == region || event.weight() == 1, "not prescaled");
                    continue;
                }
                ZPlusLepton candidate = (ZPlusLepton) event.reco();
                Lepton lepton = candidate.lepton();
                boolean inBin = lepton.flavour() == Flavour.MUON
                        && Math.abs(lepton.eta()) < 1.2
                        && lepton.pt() >= 10
                        && lepton.pt() < 20
                        && Math.abs(candidate.z().mass() - 91.2) < 7;
                if (data) {
                    boolean full = event.weight() == 1;
                    prescaled += full ? 0 : 1;
                    others += full ? 1 : 0;
                    all[full ? 0 : 1] += inBin ? 1 : 0;
                    pass[full ? 0 : 1] += inBin && lepton.tight() ? 1 : 0;
                } else if (inBin) {
                    double weight = 108.8 * sample.sample().scale() * event.weight();
                    promptAll += weight;
                    promptPass += lepton.tight() ? weight : 0;
                }
            }
        }
        assertTrue(prescaled <= 7743 && prescaled > 0.99 * 7743, prescaled + " prescaled");
        assertTrue(others < 0.01 * prescaled, others + " others");
        double expected = (750 * pass[1] + pass[0] - promptPass) / (750 * all[1] + all[0] - promptAll);
        FakeRateSettings settings = FakeRateSettings.of(Settings.none(), ANALYSIS);
        FakeRates rates = new Estimator(ANALYSIS, settings, samples, Method.OS, Progress.NONE)
                .oppositeSignRates()
                .get(2);
        int bin = rates.find(Lepton.of(Flavour.MUON, 1, 15, 0.5, 0));
        assertEquals(expected, rates.rate()[bin], 1e-9);
        // without the prescale, simulation would take away more than there is
        assertTrue(pass[0] + pass[1] - promptPass < 0, "the prescale matters");
    }

    private static List<BinnedSample> samples() throws IOException {
        Selector selector = CHANNEL.selector(Settings.none());
        var samples = new ArrayList<BinnedSample>();
        for (Era era : ANALYSIS.eras()) {
            samples.add(binned(selector, "Data_" + era.name() + ".root", "data", Role.DATA, era.name()));
        }
        for (String name : List.of("WZ", "qqZZ_core", "qqZZ_low", "qqZZ_high", "ggZZ_core", "ggZZ_high")) {
            samples.add(binned(selector, name + ".root", name.replaceAll("_.*", ""), Role.BACKGROUND, ""));
        }
        return samples;
    }

    private static BinnedSample binned(Selector selector, String file, String process, Role role, String era)
            throws IOException {
        var events = Run3.select(selector, file, role);
        double scale = role == Role.DATA ? 1 : Run3.scale(file);
        return MassFit.binned(
                ANALYSIS,
                new Sample(file, process, role, MassFit.at(Double.NaN), era, scale),
                events,
                new int[events.size()],
                new int[events.size()]);
    }
}
