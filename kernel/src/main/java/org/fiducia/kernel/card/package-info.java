/** The analysis card: what a user writes, checked. */
package org.fiducia.kernel.card;
