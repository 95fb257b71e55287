/** The production of tH as a whole, counted in intervals of the score of a network. */
package org.fiducia.classification.th;
