package org.fiducia.writer.json;

import org.fiducia.testkit.WriterContract;

class JsonWriterContractTest extends WriterContract {
    JsonWriterContractTest() {
        super(new JsonWriter());
    }
}
