/** Workloads with check values for the likelihood engine. */
package org.fiducia.statistics.benchmark;
