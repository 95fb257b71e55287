/** Signal strengths as parameters of interest. */
package org.fiducia.physics.signalstrength;
