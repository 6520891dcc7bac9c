/**
 * A worker that compiles Kotlin. {@code KotlincHandler} runs the compiler; {@code AgreeingRequests}
 * keeps requests apart that would see each other's jars; {@code IncrementalCompiler} compiles only
 * what has changed, where that makes no difference.
 */
@NullMarked
package dev.perdure.samples.kotlinc;

import org.jspecify.annotations.NullMarked;
