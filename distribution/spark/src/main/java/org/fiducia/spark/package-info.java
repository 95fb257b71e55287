/** Units of work by Apache Spark. Of the kernel and the bundles it sees nothing: types of the JDK go between. */
package org.fiducia.spark;
