/** Channels of HistFactory models (CERN-OPEN-2012-016): samples of bins with modifiers. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.exchange.histfactory;
