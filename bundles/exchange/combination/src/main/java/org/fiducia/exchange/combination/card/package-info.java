/** Combination cards: what to join, which parameters are one, which physics. */
package org.fiducia.exchange.combination.card;
