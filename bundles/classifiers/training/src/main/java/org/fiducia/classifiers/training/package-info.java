/** Trains small networks with the simulation of a card and writes them as ONNX. */
package org.fiducia.classifiers.training;
