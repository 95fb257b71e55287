/** Fits that begin in several places. */
package org.fiducia.statistics.multistart;
