/** Smooth functions as backgrounds: families, their orders, and the part of the model. */
package org.fiducia.background.analytic.internal;
