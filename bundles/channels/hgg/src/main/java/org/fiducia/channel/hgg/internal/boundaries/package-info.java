/** Boundaries between categories of photon pairs. */
package org.fiducia.channel.hgg.internal.boundaries;
