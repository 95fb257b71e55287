/** The built-in kinds of auxiliary measurements. */
package org.fiducia.statistics.likelihood.internal.constraint;
