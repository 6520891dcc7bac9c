/**
 * A Maven plugin that packages a worker. The two goals only pass on what the project's pom says;
 * all other classes know nothing of Maven.
 */
@NullMarked
package dev.perdure.worker.maven;

import org.jspecify.annotations.NullMarked;
