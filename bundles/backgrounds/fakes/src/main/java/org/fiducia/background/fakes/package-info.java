/** Backgrounds with misidentified objects: from simulation with free normalisation factors, and from loose objects in data. */
package org.fiducia.background.fakes;
