/** From particles to what is measured of them: ancestors, dressed leptons, photons, isolation, jets. */
package org.fiducia.reader.hepmc.internal.objects;
