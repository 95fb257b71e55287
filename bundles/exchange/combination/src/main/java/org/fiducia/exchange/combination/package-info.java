/** Several statistical models as one: which file is read by which format, which parameters are the same, what all are called. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package org.fiducia.exchange.combination;
