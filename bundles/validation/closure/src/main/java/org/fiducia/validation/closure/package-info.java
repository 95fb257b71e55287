/** Closure: toys of the model and of reweighted simulation, fitted as data are. */
package org.fiducia.validation.closure;
