/** Reads generated events in HepMC text as columns. */
package org.fiducia.reader.hepmc;
