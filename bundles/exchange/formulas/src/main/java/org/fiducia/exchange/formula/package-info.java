/** Formulas as people write them in model files, as expressions and back. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.exchange.formula;
