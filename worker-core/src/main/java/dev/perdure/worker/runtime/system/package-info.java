/**
 * What the worker asks of the JVM and the system: to wait, how much memory is used, which children
 * it has. For the modules of this library; not part of its API.
 */
@NullMarked
package dev.perdure.worker.runtime.system;

import org.jspecify.annotations.NullMarked;
