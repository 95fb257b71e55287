package org.fiducia.protocol.http;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.fiducia.testkit.RemoteFilesContract;
import org.junit.jupiter.api.AfterEach;

class HttpFilesContractTest extends RemoteFilesContract {
    private final Door door = new Door();
    private int served;

    HttpFilesContractTest() throws IOException {
        super(new HttpFiles(new MapCache(10 << 20), new Patience(), Map.of()));
    }

    @Override
    protected URI serve(byte[] content) {
        door.put("/a", content, String.valueOf(served++));
        return door.uri("/a");
    }

    @AfterEach
    void close() {
        door.close();
    }
}
