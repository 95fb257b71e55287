/** Rate and tagger efficiency of a background from a control region in which events are counted. */
package org.fiducia.background.tagcontrolregion;
