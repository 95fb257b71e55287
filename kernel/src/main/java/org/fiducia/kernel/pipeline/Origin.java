package org.fiducia.kernel.pipeline;

import java.util.List;
import org.fiducia.kernel.card.CardDifferences;

/**
 * How a measurement was asked for, for its provenance.
 *
 * @param command the command line, word by word
 * @param settings of the card that differ from those of a shipped one
 */
public record Origin(List<String> command, CardDifferences settings) {
    public Origin {
        command = List.copyOf(command);
    }
}
