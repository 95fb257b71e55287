/** Files behind http and WebDAV as paths that can be read: pieces are asked for by their ranges, ahead of time, and kept. */
package org.fiducia.protocol.http;
