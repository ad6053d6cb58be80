/** An outside issuer of OpenID Connect: asked who somebody is, believed only in what the operator said it may say. */
@NullMarked
package org.linli.gateway.issuer;

import org.jspecify.annotations.NullMarked;
