/** The command that sends requests to a worker, and shows its answers. */
@NullMarked
package dev.perdure.worker.testing.cli.run;

import org.jspecify.annotations.NullMarked;
