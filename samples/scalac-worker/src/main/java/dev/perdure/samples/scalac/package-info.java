/** A worker that compiles Scala 3. {@code ScalacHandler} runs the compiler. */
@NullMarked
package dev.perdure.samples.scalac;

import org.jspecify.annotations.NullMarked;
