package org.fiducia.exchange.combination.card;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.exchange.Patch;
import org.fiducia.exchange.json.JsonFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Combination cards: JSON with a list {@code combine} of analysis cards and model files. What they make together is a model
 * as that of a file is one.
 */
@Component(service = ModelFormat.class, name = CombinationFormat.NAME)
public final class CombinationFormat implements ModelFormat {
    static final String NAME = "org.fiducia.exchange.combination";

    private final CardModel cards;
    private final List<ModelFormat> formats;

    /** With what makes models of cards and the formats that are there; it does not wait for itself. */
    @Activate
    public CombinationFormat(
            @Reference CardModel cards,
            @Reference(target = "(!(component.name=" + NAME + "))", policyOption = ReferencePolicyOption.GREEDY)
                    List<ModelFormat> others) {
        this.cards = cards;
        formats = new ArrayList<>(others);
        formats.add(this);
    }

    @Override
    public String id() {
        return "combination";
    }

    @Override
    public String title() {
        return "combinations of analysis cards and model files";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        return JsonFile.fields(file).contains(CombinationCard.COMBINE);
    }

    @Override
    public ExchangedModel read(Path file, String analysis, Progress progress) throws IOException {
        return read(file, List.of(), analysis, progress);
    }

    @Override
    public ExchangedModel read(Path file, List<Patch> patches, String analysis, Progress progress) throws IOException {
        return read(file, patches, analysis, Runtime.getRuntime().availableProcessors(), progress);
    }

    @Override
    public ExchangedModel read(Path file, List<Patch> patches, String analysis, int threads, Progress progress)
            throws IOException {
        if (!analysis.isEmpty()) {
            throw new FiduciaException(
                    Kind.USAGE,
                    file.getFileName() + " is a combination, which has no analysis " + analysis,
                    "say in the card which analysis of a member is meant");
        }
        return new CombinationReader(cards, formats, threads, progress).read(file, patches);
    }

    @Override
    public Map<String, List<String>> supported() {
        var supported = new LinkedHashMap<String, List<String>>();
        supported.put("fields", List.copyOf(CombinationCard.FIELDS));
        supported.put("fields of a member that is a card", List.copyOf(CombinationCard.CARD_FIELDS));
        supported.put("fields of a member that is a model file", List.copyOf(CombinationCard.MODEL_FIELDS));
        return supported;
    }

    @Override
    public void write(ExchangedModel model, Path file) {
        throw new FiduciaException(
                Kind.OUTPUT,
                file.getFileName() + ": a combination says how models are joined, it does not hold one",
                "write the model in another format, for example hs3");
    }
}
