/** The built-in densities, with closed-form derivatives. */
package org.fiducia.statistics.likelihood.internal.shape;
