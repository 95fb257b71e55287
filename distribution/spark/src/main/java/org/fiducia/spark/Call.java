package org.fiducia.spark;

import java.io.Serializable;
import java.util.TreeMap;

/**
 * What every executor needs for the units of a call.
 *
 * @param home folder of the distribution where the executor is; relative to its working folder
 * @param deployed names of the jars that are deployed to what they hold
 * @param order what the units have in common
 */
record Call(String home, TreeMap<String, byte[]> deployed, byte[] order) implements Serializable {}
