package org.fiducia.exchange.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.Patch;

/**
 * A JSON file after patches.
 *
 * @param root the whole of it; its places name the file and the patches
 * @param notes what was changed, for people
 */
public record PatchedFile(JsonElement root, List<String> notes) {
    public PatchedFile {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a file and applies patches to it in their order.
     *
     * @param progress hears of a patch that may be for another file
     */
    public static PatchedFile read(Path file, List<Patch> patches, Progress progress) throws IOException {
        var changes = new ArrayList<JsonPatch>();
        var notes = new ArrayList<String>();
        for (Patch patch : patches) {
            JsonPatch change = JsonPatch.read(patch.file(), patch.name());
            String mismatch = change.mismatch(file);
            if (!mismatch.isEmpty()) {
                progress.warn(mismatch);
            }
            changes.add(change);
            notes.add(change.describe());
        }
        return new PatchedFile(JsonFile.read(file, changes), notes);
    }
}
