/** RNTuples: their description, the pages of their columns, and branches made of their fields. */
package org.fiducia.reader.root.internal.ntuple;
