/** Selection of merged jets. */
package org.fiducia.channel.hbb.internal;
