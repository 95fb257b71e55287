package org.fiducia.channel.hzz4l.internal;

import java.util.List;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.objects.columns.BatchColumns;

/** Which dressed lepton each reconstructed one comes from, in a batch of simulated signal. */
final class LeptonMatch {
    /** What it reads. */
    static final List<ColumnSpec> SPECS =
            List.of(ColumnSpec.integers("Muon_genDressedIdx"), ColumnSpec.integers("Electron_genDressedIdx"));

    private final GeneratorColumns generator;
    private final int[] muonOffsets;
    private final long[] muonMatch;
    private final int[] electronOffsets;
    private final long[] electronMatch;

    /** @param generator the dressed leptons of the same events */
    LeptonMatch(BatchColumns batch, GeneratorColumns generator) {
        this.generator = generator;
        muonOffsets = batch.offsets("Muon_genDressedIdx");
        muonMatch = batch.integers("Muon_genDressedIdx", muonOffsets[muonOffsets.length - 1]);
        electronOffsets = batch.offsets("Electron_genDressedIdx");
        electronMatch = batch.integers("Electron_genDressedIdx", electronOffsets[electronOffsets.length - 1]);
    }

    /** Whether a reconstructed lepton descends from the Higgs boson, be it through a tau. */
    boolean ofHiggs(int event, LeptonBuffer reconstructed, int i) {
        int source = reconstructed.source[i];
        return generator.ofHiggs(
                event,
                reconstructed.muon[i]
                        ? muonMatch[muonOffsets[event] + source]
                        : electronMatch[electronOffsets[event] + source]);
    }
}
