/** The mass distribution of the signal. */
package org.fiducia.signal.dscb;
