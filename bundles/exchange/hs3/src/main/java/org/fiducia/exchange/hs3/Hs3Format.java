package org.fiducia.exchange.hs3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.exchange.json.JsonFile;
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
        var document = new Document(JsonFile.read(file));
        return new ModelReader(document, Selection.of(document, analysis), progress).read();
    }

    @Override
    public void write(ExchangedModel model, Path file) throws IOException {
        JsonFile.write(new ModelWriter(model).write(), file);
    }
}
