/** Multijet background of jets that pass a tagger from those that fail: transfer factors, their orders, the part of the model. */
package org.fiducia.background.transferfactor;
