package org.fiducia.exchange.pyhf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.exchange.json.JsonFile;
import org.osgi.service.component.annotations.Component;

/**
 * Workspaces of pyhf (JSON schema 1.0.0 of its specification): binned channels, samples and modifiers, with normalisation
 * by interpolation code 4 and shapes by code 4p, as that program takes them by default.
 */
@Component(service = ModelFormat.class)
public final class PyhfFormat implements ModelFormat {
    @Override
    public String id() {
        return "pyhf";
    }

    @Override
    public String title() {
        return "workspaces of pyhf";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        return JsonFile.fields(file).containsAll(List.of("channels", "measurements"));
    }

    @Override
    public ExchangedModel read(Path file, String analysis, Progress progress) throws IOException {
        return new WorkspaceReader(JsonFile.read(file), analysis, progress).read();
    }

    @Override
    public void write(ExchangedModel model, Path file) throws IOException {
        JsonFile.write(new WorkspaceWriter(model).write(), file);
    }
}
