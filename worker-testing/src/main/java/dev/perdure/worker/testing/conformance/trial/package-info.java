/** What every check is made of: its definition, its requests and the workers that it starts. */
@NullMarked
package dev.perdure.worker.testing.conformance.trial;

import org.jspecify.annotations.NullMarked;
