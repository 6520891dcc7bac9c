/** Workers share results by two members of a Hazelcast cluster, of which one dies. */
@NullMarked
package dev.perdure.worker.it.hazelcast;

import org.jspecify.annotations.NullMarked;
