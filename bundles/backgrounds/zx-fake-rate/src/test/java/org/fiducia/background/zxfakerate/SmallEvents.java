package org.fiducia.background.zxfakerate;

import static org.fiducia.channel.hzz4l.Flavour.ELECTRON;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Sample;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Lepton;
import org.fiducia.channel.hzz4l.Z;
import org.fiducia.channel.hzz4l.ZPlusLepton;
import org.fiducia.testkit.MassFit;

/** Small numbers of events of one era, 10 fb⁻¹, so that every answer can be had by hand. */
final class SmallEvents {
    static final int BOTH_FAIL = 1;
    static final int SAME_SIGN = 2;
    static final int Z_PLUS_LEPTON = 3;
    static final int ONE_FAILS = 4;

    static final Analysis ANALYSIS = new Analysis(
            "test",
            13.6,
            List.of(new Era("2022", 10)),
            List.of(new Category("4e", ""), new Category("4mu", ""), new Category("2e2mu", "")),
            List.of(
                    new Region("SR", "", true),
                    new Region("2P2F", "", false),
                    new Region("SS", "", false),
                    new Region("ZL", "", false),
                    new Region("3P1F", "", false)),
            "m",
            105,
            160,
            125);

    final List<SelectedEvent> data = new ArrayList<>();
    private final List<Integer> bins = new ArrayList<>();
    private final List<BinnedSample> simulated = new ArrayList<>();

    /** Data and simulation. */
    List<BinnedSample> samples() {
        var samples = new ArrayList<>(simulated);
        samples.add(MassFit.binned(
                ANALYSIS,
                new Sample("data", "data", Role.DATA, MassFit.at(Double.NaN), "2022", 1),
                data,
                bins.stream().mapToInt(i -> i).toArray(),
                new int[data.size()]));
        return samples;
    }

    /** Simulation, at 0.1 per fb⁻¹ and unit weight. */
    void simulated(String process, List<SelectedEvent> events) {
        simulated.add(MassFit.binned(
                ANALYSIS,
                new Sample(process, process, Role.BACKGROUND, MassFit.at(Double.NaN), "", 0.1),
                events,
                new int[events.size()],
                new int[events.size()]));
    }

    void add(int region, int category, Candidate candidate, int bin) {
        data.add(new SelectedEvent(1, region, category, candidate, -1, null, false));
        bins.add(bin);
    }

    /** Leptons beside a Z on its mass. */
    void zPlusLepton(Flavour flavour, double pt, int pass, int fail) {
        for (int i = 0; i < pass + fail; i++) {
            add(Z_PLUS_LEPTON, 0, three(flavour, pt, 0.5, i < pass), 0);
        }
    }

    /** Two leptons beside a Z, of which the second fails. */
    void fourLeptons(int region, Flavour flavour, double pt, boolean pass, int count, int bin) {
        for (int i = 0; i < count; i++) {
            add(region, flavour == ELECTRON ? 0 : 1, four(flavour, pt, 0.5, pass, pt, -0.5), bin);
        }
    }

    /** A Z of two back-to-back leptons: its mass is twice their momentum, nearly. */
    static Z z(Flavour flavour, double pt) {
        return new Z(Lepton.of(flavour, -1, pt, 0.1, 0), Lepton.of(flavour, 1, pt, -0.1, Math.PI));
    }

    static ZPlusLepton three(Flavour flavour, double pt, double eta, boolean pass) {
        return new ZPlusLepton(z(ELECTRON, 45), lepton(flavour, pt, eta, pass), List.of());
    }

    /** Mass inside the window for the momenta used here. */
    static FourLepton four(Flavour flavour, double pt3, double eta3, boolean pass, double pt4, double eta4) {
        return new FourLepton(
                z(flavour, 45), new Z(lepton(flavour, pt3, eta3, pass), lepton(flavour, pt4, eta4, false)), List.of());
    }

    static Lepton lepton(Flavour flavour, double pt, double eta, boolean pass) {
        return new Lepton(flavour, 1, pt, eta, Math.PI / 2, flavour.mass(), pass, null);
    }
}
