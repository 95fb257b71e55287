/** HepMC text: lines, numbers, and the two forms of events. */
package org.fiducia.reader.hepmc.internal.text;
