/** Values that were published with their uncertainties, as models, and their combination. */
package org.fiducia.exchange.published;
