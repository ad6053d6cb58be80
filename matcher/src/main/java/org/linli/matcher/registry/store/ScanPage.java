package org.linli.matcher.registry.store;

import java.util.List;
import org.linli.matcher.registry.Registry;

/**
 * A page of the whole state. What was there throughout the scan comes at least once; what changed meanwhile may come
 * old, new or both.
 *
 * @param cursor   for the next page; empty: this was the last
 * @param sequence the log's head when the page was read
 */
public record ScanPage(String cursor, long generation, long sequence, List<Registry.Versioned> entities) {}
