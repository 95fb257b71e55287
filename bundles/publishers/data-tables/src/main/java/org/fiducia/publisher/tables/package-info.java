/** Tables of what is published of measurements, whatever they are written as. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.publisher.tables;
