package org.fiducia.exchange.hs3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.exchange.Patch;
import org.fiducia.exchange.formula.FormulaFunctions;
import org.fiducia.exchange.json.JsonFile;
import org.fiducia.exchange.json.PatchedFile;
import org.osgi.service.component.annotations.Component;

/** The HEP Statistics Serialization Standard, version 0.2 (https://hep-statistics-serialization-standard.github.io). */
@Component(service = ModelFormat.class)
public final class Hs3Format implements ModelFormat {
    @Override
    public String id() {
        return "hs3";
    }

    @Override
    public String title() {
        return "HEP Statistics Serialization Standard";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        Set<String> fields = JsonFile.fields(file);
        return fields.contains("distributions") && !fields.contains("channels");
    }

    @Override
    public ExchangedModel read(Path file, String analysis, Progress progress) throws IOException {
        return read(file, List.of(), analysis, progress);
    }

    @Override
    public ExchangedModel read(Path file, List<Patch> patches, String analysis, Progress progress) throws IOException {
        PatchedFile patched = PatchedFile.read(file, patches, progress);
        var document = new Document(patched.root());
        return new ModelReader(document, Selection.of(document, analysis), progress)
                .read()
                .withNotes(patched.notes());
    }

    @Override
    public Map<String, List<String>> supported() {
        var supported = new LinkedHashMap<String, List<String>>();
        supported.put("distributions", Densities.supported());
        supported.put("auxiliary distributions", Constraints.types());
        supported.put("functions", Functions.types());
        supported.put("modifiers of a histfactory_dist", HistFactoryReader.MODIFIERS);
        supported.put("functions in formulas", new FormulaFunctions().names());
        return supported;
    }

    @Override
    public void write(ExchangedModel model, Path file) throws IOException {
        JsonFile.write(new ModelWriter(model).write(), file);
    }
}
