/** A minimiser without derivatives. */
package org.fiducia.statistics.bobyqa;
