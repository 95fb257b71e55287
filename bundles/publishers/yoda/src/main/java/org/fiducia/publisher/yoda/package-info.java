/** Reference data of measurements in the text format of YODA 2, as Rivet 4 reads it. */
package org.fiducia.publisher.yoda;
