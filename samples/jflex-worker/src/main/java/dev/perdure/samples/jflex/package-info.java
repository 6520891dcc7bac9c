/** JFlex as a worker, with nothing changed in JFlex. */
@NullMarked
package dev.perdure.samples.jflex;

import org.jspecify.annotations.NullMarked;
