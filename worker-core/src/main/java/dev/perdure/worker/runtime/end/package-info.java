/**
 * All that stops work, and all reasons for which a worker retires or ends. For the modules of this
 * library; not part of its API.
 */
@NullMarked
package dev.perdure.worker.runtime.end;

import org.jspecify.annotations.NullMarked;
