/** Real tools, and the roots that they are installed in. */
@NullMarked
package dev.perdure.worker.it;

import org.jspecify.annotations.NullMarked;
