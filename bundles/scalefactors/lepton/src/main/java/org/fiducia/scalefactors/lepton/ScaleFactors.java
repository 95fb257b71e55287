package org.fiducia.scalefactors.lepton;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Lepton;

/**
 * Scale factors of the leptons of one flavour, as a block of the card has them: {@code flavour} (electron or muon), {@code
 * file}, {@code correction} (its name, when the file has several), {@code inputs} (texts, e.g. {@code {"scheme": "rms"}}), and
 * the text input {@code variation} with its values {@code nominal}, {@code up} and {@code down}. A lepton outside of what was
 * measured counts 1; relaxed leptons of control regions do too.
 */
final class ScaleFactors {
    private final Flavour flavour;
    private final CorrectionFile.Function[] functions;

    private ScaleFactors(Flavour flavour, CorrectionFile.Function[] functions) {
        this.flavour = flavour;
        this.functions = functions;
    }

    static ScaleFactors of(Settings settings) {
        String flavour = settings.text("flavour");
        if (!List.of("electron", "muon").contains(flavour)) {
            throw settings.wrong("flavour", "electron or muon");
        }
        Path path = settings.file("file");
        CorrectionFile file = CorrectionFile.read(path, settings.text("correction", ""));
        Settings inputs = settings.block("inputs");
        Map<String, String> texts = new LinkedHashMap<>();
        inputs.names().forEach(name -> texts.put(name, inputs.text(name)));
        String variation = settings.text("variation", "variation");
        var functions = new CorrectionFile.Function[3];
        String[] keys = {"nominal", "up", "down"};
        for (int k = 0; k < keys.length; k++) {
            texts.put(variation, settings.text(keys[k], keys[k]));
            functions[k] = file.function(texts);
        }
        return new ScaleFactors(flavour.equals("muon") ? Flavour.MUON : Flavour.ELECTRON, functions);
    }

    /** Factor on a candidate: 0 nominal, 1 up, 2 down. */
    double of(Candidate candidate, int variation) {
        if (!(candidate instanceof FourLepton four)) {
            return 1;
        }
        return of(four.z1().minus(), variation)
                * of(four.z1().plus(), variation)
                * of(four.z2().minus(), variation)
                * of(four.z2().plus(), variation);
    }

    private double of(Lepton lepton, int variation) {
        return lepton.flavour() == flavour && lepton.tight() ? functions[variation].of(lepton.pt(), lepton.eta()) : 1;
    }
}
