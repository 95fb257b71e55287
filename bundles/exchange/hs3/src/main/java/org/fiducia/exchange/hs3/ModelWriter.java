package org.fiducia.exchange.hs3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fiducia.api.exchange.ExchangedModel;

final class ModelWriter {
    ModelWriter(ExchangedModel model) {}

    ObjectNode write() {
        throw new UnsupportedOperationException();
    }
}
