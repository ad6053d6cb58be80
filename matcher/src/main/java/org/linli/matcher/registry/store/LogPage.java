package org.linli.matcher.registry.store;

import java.util.List;
import org.linli.proto.Entry;

/**
 * A stretch of the log.
 *
 * @param generation the present one; the entries may be of an older one that was asked for
 * @param head    the log's last sequence
 * @param trimmed whether entries after the one asked for are no longer kept
 * @param entries in order, without a gap unless {@code trimmed}
 */
public record LogPage(long generation, long head, boolean trimmed, List<Entry> entries) {}
