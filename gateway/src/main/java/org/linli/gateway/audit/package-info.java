/** The log for auditors: who did what to which entity and when, in a chain that shows what is missing or changed. */
@NullMarked
package org.linli.gateway.audit;

import org.jspecify.annotations.NullMarked;
