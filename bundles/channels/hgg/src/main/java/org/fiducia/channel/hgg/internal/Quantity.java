package org.fiducia.channel.hgg.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.channel.hgg.Diphoton;
import org.fiducia.channel.hgg.Photon;

/** A number of a candidate by which it may be put into a category; NaN where it does not exist. */
public enum Quantity {
    JETS("nJets", pair -> pair.jets().size()),
    LEADING_JET_PT(
            "pTj1",
            pair -> pair.jets().isEmpty() ? Double.NaN : pair.jets().get(0).pt()),
    DIJET_MASS("mjj", pair -> dijet(pair, (a, b) -> a.plus(b).mass())),
    DIJET_SEPARATION("absDEtajj", pair -> dijet(pair, (a, b) -> Math.abs(a.eta() - b.eta()))),
    RESOLUTION("sigmaMOverM", Diphoton::sigmaMOverM),
    IDENTIFICATION("minMvaID", pair -> least(pair, Photon::mvaID)),
    R9("minR9", pair -> least(pair, Photon::r9)),
    ETA("maxAbsEta", pair -> -least(pair, photon -> -Math.abs(photon.eta()))),
    PT("pT", pair -> pair.p4().pt()),
    RAPIDITY("absY", pair -> Math.abs(pair.p4().rapidity()));

    private final String title;
    private final ToDoubleFunction<Diphoton> value;

    Quantity(String title, ToDoubleFunction<Diphoton> value) {
        this.title = title;
        this.value = value;
    }

    /** Its name in the card. */
    public String title() {
        return title;
    }

    public double of(Diphoton pair) {
        return value.applyAsDouble(pair);
    }

    /** The one of a name. */
    public static Optional<Quantity> named(String name) {
        return Arrays.stream(values()).filter(q -> q.title.equals(name)).findFirst();
    }

    /** Names of all. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Quantity::title).toList();
    }

    private static double least(Diphoton pair, ToDoubleFunction<Photon> of) {
        return Math.min(of.applyAsDouble(pair.leading()), of.applyAsDouble(pair.subleading()));
    }

    private interface OfJets {
        double of(FourMomentum first, FourMomentum second);
    }

    private static double dijet(Diphoton pair, OfJets of) {
        List<FourMomentum> jets = pair.jets();
        return jets.size() < 2 ? Double.NaN : of.of(jets.get(0), jets.get(1));
    }
}
