/** The design that the HTML pages of all tools share. It is for this library's modules only. */
@NullMarked
package dev.perdure.worker.testing.page;

import org.jspecify.annotations.NullMarked;
