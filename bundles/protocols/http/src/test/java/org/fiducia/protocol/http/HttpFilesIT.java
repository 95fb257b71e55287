package org.fiducia.protocol.http;

import org.fiducia.api.event.RemoteFiles;
import org.fiducia.testkit.BundleContract;

class HttpFilesIT extends BundleContract<RemoteFiles> {
    HttpFilesIT() {
        super(RemoteFiles.class, "http");
    }
}
