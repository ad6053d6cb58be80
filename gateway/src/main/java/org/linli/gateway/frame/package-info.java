/** What an order, an offer, a visit look like to those who may see them: the bodies of frames, shared by API and stream. */
@NullMarked
package org.linli.gateway.frame;

import org.jspecify.annotations.NullMarked;
