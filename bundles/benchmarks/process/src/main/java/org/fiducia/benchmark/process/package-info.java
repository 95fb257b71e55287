/** Benchmark of whole processes. */
package org.fiducia.benchmark.process;
