/** Reader and writer of pyhf workspaces. */
package org.fiducia.exchange.pyhf;
