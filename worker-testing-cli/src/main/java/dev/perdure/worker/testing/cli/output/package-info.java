/** What all commands print: tables, figures, progress, failures and their exit codes. */
@NullMarked
package dev.perdure.worker.testing.cli.output;

import org.jspecify.annotations.NullMarked;
