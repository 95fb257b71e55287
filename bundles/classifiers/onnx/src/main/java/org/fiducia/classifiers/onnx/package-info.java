/** Evaluates networks of files in ONNX, without any library. */
package org.fiducia.classifiers.onnx;
