/** The command that lets another worker do the work of a recording again, and compares. */
@NullMarked
package dev.perdure.worker.testing.cli.replay;

import org.jspecify.annotations.NullMarked;
