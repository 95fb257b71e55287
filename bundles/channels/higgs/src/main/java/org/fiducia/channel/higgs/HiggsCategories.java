package org.fiducia.channel.higgs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.objects.categories.Categories;
import org.fiducia.objects.categories.Quantities;

/** Classes of reconstructed candidates: those of the card, or one of all. */
final class HiggsCategories {
    /** The class of generated events. */
    static final String GENERATED = "H";

    private static final List<Map<String, Object>> USUAL = List.of(Map.of("id", "all"));
    private static final Quantities<HiggsCandidate> QUANTITIES = quantities();

    private HiggsCategories() {}

    static Categories<HiggsCandidate> of(Settings settings) {
        return Categories.of(settings, USUAL, GENERATED, QUANTITIES);
    }

    private static Quantities<HiggsCandidate> quantities() {
        var values = new LinkedHashMap<String, ToDoubleFunction<HiggsCandidate>>();
        values.put("pT", HiggsCandidate::pt);
        values.put("absY", candidate -> Math.abs(candidate.rapidity()));
        values.put("nJets", candidate -> candidate.jets().size());
        values.put("nBJets", candidate -> candidate.besides().bJets());
        values.put("nLeptons", candidate -> candidate.besides().leptons());
        values.put("pTV", HiggsCandidate::vectorPt);
        values.put("missingPt", candidate -> candidate.besides().missingPt());
        values.put("mjj", candidate -> dijet(candidate, (a, b) -> a.plus(b).mass()));
        values.put("absDEtajj", candidate -> dijet(candidate, (a, b) -> Math.abs(a.eta() - b.eta())));
        values.put(
                "pTHjj",
                candidate -> dijet(
                        candidate, (a, b) -> candidate.p4().plus(a).plus(b).pt()));
        return new Quantities<>("a Higgs boson", values);
    }

    private static double dijet(HiggsCandidate candidate, BiFunction<FourMomentum, FourMomentum, Double> of) {
        List<FourMomentum> jets = candidate.jets();
        return jets.size() < 2 ? Double.NaN : of.apply(jets.get(0), jets.get(1));
    }
}
