/** Reader and writer of models in the HEP Statistics Serialization Standard (HS3). */
package org.fiducia.exchange.hs3;
