/** Searches: upper limits of every channel and of all together, and what is expected where something is counted. */
package org.fiducia.exchange.search;
