package org.fiducia.channel.hzz4l.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.FiducialCuts;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.TopologyCuts;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.Window;

/** The fiducial phase space in words, with the numbers of a card: what {@link FiducialFinder} asks for, in its order. */
final class FiducialText {
    private FiducialText() {}

    /** One sentence per requirement. */
    static List<String> of(FiducialCuts cuts) {
        TopologyCuts topology = cuts.topology();
        var text = new ArrayList<String>();
        text.add("Leptons are electrons and muons of $H \\to ZZ \\to 4\\ell$, dressed with photons, none from a tau");
        text.add(lepton("Electrons", cuts.minElectronPt(), cuts.maxAbsElectronEta()));
        text.add(lepton("Muons", cuts.minMuonPt(), cuts.maxAbsMuonEta()));
        text.add(
                "Relative isolation of each lepton, the scalar sum of transverse momenta within $\\Delta R < 0.3$ over its own:"
                        + " below " + number(cuts.maxIsolation()));
        text.add("$Z_1$: the pair of same flavour and opposite sign with the mass closest to that of the Z boson, "
                + between("m_{Z_1}", cuts.z1Mass()));
        text.add("$Z_2$: of the remaining pairs with " + between("m_{\\ell\\ell}", cuts.z2Mass())
                + " the one of highest scalar sum of transverse momenta");
        text.add("Leading lepton: $p_T > " + number(topology.leadingPt()) + "$ GeV; next-to-leading lepton: $p_T > "
                + number(topology.nextPt()) + "$ GeV");
        if (topology.minDeltaR() >= 0) {
            text.add("Any two of the four leptons: $\\Delta R > " + number(topology.minDeltaR()) + "$");
        }
        if (topology.minOppositeSignMass() >= 0) {
            text.add("Any two of the four leptons of opposite sign: $m > " + number(topology.minOppositeSignMass())
                    + "$ GeV");
        }
        text.add("Four leptons: " + between("m_{4\\ell}", cuts.mass()));
        text.add(cuts.jets().definition("leptons"));
        return List.copyOf(text);
    }

    private static String lepton(String flavour, double minPt, double maxAbsEta) {
        return flavour + ": $p_T > " + number(minPt) + "$ GeV, $|\\eta| < " + number(maxAbsEta) + "$";
    }

    private static String between(String mass, Window window) {
        return "$" + number(window.lo()) + " < " + mass + " < " + number(window.hi()) + "$ GeV";
    }

    /** A number of a card as it stands there. */
    private static String number(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e9 ? String.format(Locale.ROOT, "%.0f", x) : Double.toString(x);
    }
}
