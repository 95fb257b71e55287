/** The signal as a histogram of its simulation. */
package org.fiducia.signal.template;
