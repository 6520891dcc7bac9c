/** The shortest worker: it writes its arguments to the file that the first one names. */
@NullMarked
package dev.perdure.samples.hello;

import org.jspecify.annotations.NullMarked;
