package org.linli.matcher.registry.core;

import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.Registry;

/** What has been read for one decision, all at one moment. Every version in it is checked again at the commit. */
public interface State {
    /**
     * The entity at the key; an absent one has version 0.
     *
     * @throws IllegalStateException if the key has not been read
     */
    Registry.Versioned get(String key);

    /** Whether the key has been read, be it present or absent. */
    boolean has(String key);

    /** The rules in force. */
    RegionPolicy policy();

    /** The version of the entity that holds the rules; 0 while the region's default rules hold. */
    long policyVersion();
}
