/** Compiles statistical models to likelihoods with exact derivatives. */
package org.fiducia.statistics.likelihood;
