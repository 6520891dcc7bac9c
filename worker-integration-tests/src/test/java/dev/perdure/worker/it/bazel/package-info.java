/**
 * A real Bazel builds through workers of this library, in every way that it talks to them: both
 * protocols, one request at a time and many, sandboxed and not; and it cancels, is interrupted, is
 * shut down and is killed meanwhile.
 */
@NullMarked
package dev.perdure.worker.it.bazel;

import org.jspecify.annotations.NullMarked;
