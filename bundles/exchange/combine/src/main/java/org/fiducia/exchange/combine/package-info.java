/** Datacards of Combine, the statistics tool of CMS (arXiv:2404.06614). */
package org.fiducia.exchange.combine;
