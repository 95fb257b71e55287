/** Fits of models that come as files. */
package org.fiducia.exchange.fit;
