/** Evaluates networks of files in ONNX with ONNX Runtime. */
package org.fiducia.classifiers.onnxruntime;
