/** What is concluded from a likelihood: scans and contours of profiles, limits, significances, goodness of fit. */
package org.fiducia.statistics.inference;
