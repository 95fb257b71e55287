/** Confidence intervals from the profile likelihood. */
package org.fiducia.statistics.profile;
