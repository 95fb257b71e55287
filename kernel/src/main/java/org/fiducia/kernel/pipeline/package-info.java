/** The way of the data: files to events, candidates, bins, response, model, fit, measurement. */
package org.fiducia.kernel.pipeline;
