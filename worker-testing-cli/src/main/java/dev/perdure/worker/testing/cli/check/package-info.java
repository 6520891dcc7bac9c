/** The command that checks a worker by the conformance kit. */
@NullMarked
package dev.perdure.worker.testing.cli.check;

import org.jspecify.annotations.NullMarked;
