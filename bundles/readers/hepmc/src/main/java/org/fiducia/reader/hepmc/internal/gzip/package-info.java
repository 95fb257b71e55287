/** Decompression of gzip files. */
package org.fiducia.reader.hepmc.internal.gzip;
