package org.fiducia.background.zzmc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Sample;
import org.fiducia.channel.hzz4l.Run3;
import org.fiducia.channel.hzz4l.internal.FourLeptonChannel;
import org.fiducia.testkit.Estimates;
import org.fiducia.testkit.MassFit;
import org.junit.jupiter.api.Test;

/** ZZ of the simulated Run-3 data set against what an independent program selects. */
class Run3ZzTest {
    private static final FourLeptonChannel CHANNEL = new FourLeptonChannel();

    @Test
    void findsTheExpectedYields() throws Exception {
        var analysis = new Analysis(
                "test",
                13.6,
                List.of(new Era("2022", 34.7), new Era("2023", 27.3), new Era("2024", 108.8)),
                CHANNEL.categories(),
                CHANNEL.regions(),
                "$m_{4\\ell}$",
                105,
                160,
                125);
        var samples = new ArrayList<BinnedSample>();
        for (String name : List.of("qqZZ_core", "qqZZ_low", "qqZZ_high", "ggZZ_core", "ggZZ_high")) {
            String file = name + ".root";
            List<SelectedEvent> events = Run3.select(CHANNEL.selector(Settings.none()), file, Role.BACKGROUND);
            var bins = new int[events.size()];
            for (int i = 0; i < bins.length; i++) {
                bins[i] = events.get(i).reco().p4().pt() < 20 ? 0 : 1;
            }
            samples.add(MassFit.binned(
                    analysis,
                    new Sample(
                            name, name.substring(0, 4), Role.BACKGROUND, MassFit.at(Double.NaN), "", Run3.scale(file)),
                    events,
                    bins,
                    bins));
        }
        var yields = new double[3];
        var byEra = new double[3];
        double ggZz = 0;
        for (Contribution c :
                Estimates.of(new SimulatedBackground(), analysis, samples, 2, Settings.none(), Progress.NONE)) {
            double events = c.estimate().events();
            yields[analysis.category(c.place().category())] += events;
            byEra[analysis.era(c.place().era())] += events;
            ggZz += c.process().equals("ggZZ") ? events : 0;
        }
        assertArrayEquals(new double[] {94.9, 163.8, 226.0}, yields, 0.05);
        double total = byEra[0] + byEra[1] + byEra[2];
        assertEquals(34.7 / 170.8, byEra[0] / total, 1e-12);
        assertEquals(0.1, ggZz / total, 0.03, "about a tenth");
    }
}
