package org.fiducia.exchange.pyhf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fiducia.api.exchange.ExchangedModel;

final class WorkspaceWriter {
    WorkspaceWriter(ExchangedModel model) {}

    ObjectNode write() {
        throw new UnsupportedOperationException();
    }
}
