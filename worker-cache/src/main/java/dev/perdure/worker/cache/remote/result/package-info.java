/** The results of actions: looked up, restored here, or published. */
@NullMarked
package dev.perdure.worker.cache.remote.result;

import org.jspecify.annotations.NullMarked;
