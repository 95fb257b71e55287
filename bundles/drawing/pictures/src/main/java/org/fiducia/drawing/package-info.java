/** Frames, scales, texts and marks that pictures are drawn with, and the files they end in: SVG and PNG. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.drawing;
