package org.fiducia.signal.dscb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.channel.hzz4l.Run3;
import org.fiducia.channel.hzz4l.internal.FourLeptonChannel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.DoubleSidedCrystalBall;
import org.fiducia.statistics.likelihood.internal.shape.Landau;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.MassFit;
import org.junit.jupiter.api.Test;

/** The fitted shape against the simulated Run-3 signal that it describes. */
class Run3ShapeTest {
    private static final FourLeptonChannel CHANNEL = new FourLeptonChannel();
    private static final double[] EDGES = {
        105, 110, 114, 117, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 130, 135, 160
    };

    @Test
    void describesTheSimulation() throws Exception {
        var analysis = new Analysis(
                "test",
                13.6,
                List.of(new Era("2022", 34.7)),
                CHANNEL.categories(),
                CHANNEL.regions(),
                "m",
                105,
                160,
                125);
        var samples = new ArrayList<BinnedSample>();
        for (int mass : new int[] {120, 124, 125, 126, 130}) {
            for (String process : List.of("ggH", "VBF", "WH", "ZH", "ttH")) {
                String file = process + "_M" + mass + ".root";
                List<SelectedEvent> events = Run3.select(CHANNEL.selector(Settings.none()), file, Role.SIGNAL);
                int[] bins = new int[events.size()];
                samples.add(MassFit.binned(
                        analysis,
                        new Sample(file, process, Role.SIGNAL, MassFit.at(mass), "", Run3.scale(file)),
                        events,
                        bins,
                        bins));
            }
        }
        var compiler = new UnbinnedCompiler(List.of(new DoubleSidedCrystalBall(), new Landau()));
        List<Shape> shapes = new CrystalBallSignal(compiler, new NewtonFitter())
                .peaks(analysis, samples, Settings.none(), Progress.NONE).stream()
                        .map(peak -> peak.at(Expression.constant(125)))
                        .toList();
        for (int c = 0; c < shapes.size(); c++) {
            var sum = new double[EDGES.length - 1];
            var sum2 = new double[EDGES.length - 1];
            fill(samples, c, sum, sum2);
            double total = Arrays.stream(sum).sum();
            var component = new Component("signal", Expression.constant(total), shapes.get(c));
            var model = new StatisticalModel(
                    List.of(), List.of(), List.of(new ModelCategory("c", 105, 160, List.of(component), Map.of())));
            double[] expected = compiler.compile(model, Dataset.unweighted(List.of(new double[0])))
                    .expected(0, 0, new double[0], EDGES);
            String category = CHANNEL.categories().get(c).id();
            double chi2 = 0;
            for (int b = 0; b < sum.length; b++) {
                double pull = (sum[b] - expected[b]) / Math.sqrt(sum2[b]);
                chi2 += pull * pull;
                if (EDGES[b] >= 122 && EDGES[b + 1] <= 127) {
                    assertEquals(1, sum[b] / expected[b], 0.1, category + " between " + EDGES[b] + " GeV and next");
                }
            }
            // weights make the few events of the tails fluctuate more than their errors say
            assertTrue(chi2 < 3.5 * sum.length, category + ": χ² " + chi2 + " for " + sum.length + " intervals");
        }
    }

    /** Sums of weights of the selected resonant events of 125 GeV, ab. */
    private static void fill(List<BinnedSample> samples, int category, double[] sum, double[] sum2) {
        for (BinnedSample sample : samples) {
            for (int k = 0; k < sample.events().size(); k++) {
                SelectedEvent e = sample.events().get(k);
                if (sample.sample().point().equals(MassFit.at(125))
                        && e.category() == category
                        && e.resonant()
                        && sample.fitted()[k]) {
                    int at = Arrays.binarySearch(EDGES, e.reco().p4().mass());
                    double weight = e.weight() * sample.sample().scale() * 1000;
                    int b = at >= 0 ? at : -at - 2;
                    sum[b] += weight;
                    sum2[b] += weight * weight;
                }
            }
        }
    }
}
