/** Measurements as a submission to HEPData. */
package org.fiducia.publisher.hepdata;
