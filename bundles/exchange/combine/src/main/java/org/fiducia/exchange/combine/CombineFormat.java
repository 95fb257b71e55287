package org.fiducia.exchange.combine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.exchange.formula.FormulaFunctions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Datacards of Combine, the statistics tool of CMS: counts, and shapes from histograms (arXiv:2404.06614). The signal
 * strength r multiplies the signals. What a card leaves to the command line, the analysis says: {@code mass=125} for $MASS,
 * {@code WORD=VALUE} for other keywords, {@code channel-masks} for parameters mask_CHANNEL that switch a channel off at 1.
 */
@Component(service = ModelFormat.class)
public final class CombineFormat implements ModelFormat {
    private final List<EventReader> readers;

    /** With what can read the files with histograms. */
    @Activate
    public CombineFormat(@Reference(policyOption = ReferencePolicyOption.GREEDY) List<EventReader> readers) {
        this.readers = List.copyOf(readers);
    }

    @Override
    public String id() {
        return "combine";
    }

    @Override
    public String title() {
        return "datacards of Combine (CMS)";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        return CardText.recognised(file);
    }

    @Override
    public ExchangedModel read(Path file, String analysis, Progress progress) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new FiduciaException(Kind.INPUT, "there is no readable file " + file, "correct its name");
        }
        Options options = Options.of(analysis);
        Card card = CardReader.read(file, progress);
        try (Templates templates = new Templates(card, options, readers, progress)) {
            return new ModelBuilder(card, options, templates, progress).build();
        }
    }

    @Override
    public Map<String, List<String>> supported() {
        var supported = new LinkedHashMap<String, List<String>>();
        supported.put("lines", TailReader.TYPES);
        supported.put("shapes", List.of("histograms (TH1) of ROOT files", "FAKE"));
        supported.put(
                "--analysis",
                List.of("mass=VALUE for $MASS", "WORD=VALUE for $WORD", "channel-masks for --fix mask_CHANNEL=1"));
        supported.put("functions in formulas", new FormulaFunctions().names());
        return supported;
    }

    @Override
    public void write(ExchangedModel model, Path file) throws IOException {
        Files.writeString(file, new CardWriter(model).write());
    }
}
