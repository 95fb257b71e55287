/** Efficiencies of leptons in data and simulation by tag and probe, and the scale factors between them. */
package org.fiducia.scalefactors.tagandprobe;
