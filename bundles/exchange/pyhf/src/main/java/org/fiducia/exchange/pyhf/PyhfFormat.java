package org.fiducia.exchange.pyhf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.exchange.Patch;
import org.fiducia.exchange.json.JsonFile;
import org.fiducia.exchange.json.PatchedFile;
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
        return read(file, List.of(), analysis, progress);
    }

    @Override
    public ExchangedModel read(Path file, List<Patch> patches, String analysis, Progress progress) throws IOException {
        PatchedFile patched = PatchedFile.read(file, patches, progress);
        return new WorkspaceReader(patched.root(), analysis, progress).read().withNotes(patched.notes());
    }

    @Override
    public Map<String, List<String>> supported() {
        return Map.of("modifiers", WorkspaceReader.MODIFIERS);
    }

    @Override
    public void write(ExchangedModel model, Path file) throws IOException {
        JsonFile.write(new WorkspaceWriter(model).write(), file);
    }
}
