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
import org.fiducia.api.channel.Selector;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel.Background;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Sample;
import org.fiducia.channel.hzz4l.Run3;
import org.fiducia.channel.hzz4l.internal.FourLeptonChannel;
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
            CHANNEL.massTitle(),
            105,
            160,
            125);

    @Test
    void isCompatibleWithTheSignalRegion() throws Exception {
        List<BinnedSample> samples = samples();
        var warnings = new ArrayList<String>();
        var progress = new Progress() {
            @Override
            public void warn(String message) {
                warnings.add(message);
            }
        };
        var estimated = new double[3];
        for (Background b : new FakeRateBackground().estimate(ANALYSIS, samples, 1, Settings.none(), progress)) {
            estimated[b.category()] += b.events();
        }
        double sum = estimated[0] + estimated[1] + estimated[2];
        // data − signal − ZZ of the pseudo-data: 258 ± 33
        assertEquals(258, sum, Math.hypot(33, 0.3 * sum));
        // of the order of the published 167 events at this luminosity
        assertEquals(167, sum, 0.3 * 167);
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
        assertTrue(warnings.size() <= 3, warnings.toString());
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
        return new BinnedSample(
                new Sample(file, process, role, Double.NaN, era, scale),
                events,
                new int[events.size()],
                new int[events.size()]);
    }
}
