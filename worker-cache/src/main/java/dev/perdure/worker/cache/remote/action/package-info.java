/** One action: its key, what its result is made from, and whether that may be published. */
@NullMarked
package dev.perdure.worker.cache.remote.action;

import org.jspecify.annotations.NullMarked;
