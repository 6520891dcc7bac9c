/** Worker tests as other test runners than Maven's run them, and what they run. */
@NullMarked
package dev.perdure.worker.testing.runner;

import org.jspecify.annotations.NullMarked;
