/** Tests of the conformance kit, and the workers on which it is tried. */
@NullMarked
package dev.perdure.worker.testing.conformance;

import org.jspecify.annotations.NullMarked;
