/** What several commands take: options, requests, and the worker that they start. */
@NullMarked
package dev.perdure.worker.testing.cli.options;

import org.jspecify.annotations.NullMarked;
