/** Checks of what an answer says: the exit code, and what the work printed. */
@NullMarked
package dev.perdure.worker.testing.conformance.answer;

import org.jspecify.annotations.NullMarked;
