/** What measured spectra say of couplings: from published numbers, and from the likelihood of an analysis card. */
package org.fiducia.exchange.interpretation;
