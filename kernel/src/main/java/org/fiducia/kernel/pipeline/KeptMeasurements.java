package org.fiducia.kernel.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.kernel.store.Store;

/** Measurements in a store. */
record KeptMeasurements(Store store) {
    private static final String KIND = "measurement";

    /** Made when it is needed: it takes a tenth of the time of an answer that is known. */
    private static final class Mapper {
        private static final JsonMapper JSON = new JsonMapper();
    }

    Optional<Measurement> known(String key) {
        return store.get(KIND, key, in -> Mapper.JSON.readValue(in.readAllBytes(), Measurement.class));
    }

    void keep(String key, Measurement measurement) {
        store.put(KIND, key, out -> out.write(Mapper.JSON.writeValueAsBytes(measurement)));
    }
}
