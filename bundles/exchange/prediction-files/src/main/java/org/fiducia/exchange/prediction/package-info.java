/** Predictions: made of generated events, and read from files. */
package org.fiducia.exchange.prediction;
