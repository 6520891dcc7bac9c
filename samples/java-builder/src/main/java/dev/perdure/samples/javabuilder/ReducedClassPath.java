package dev.perdure.samples.javabuilder;

/** How much of the class path a compilation gets at first. */
enum ReducedClassPath {
  /** All. */
  NONE,
  /** What direct dependencies needed themselves; if that fails, all. */
  JAVABUILDER_REDUCED,
  /** What the client left; if that fails, the client is told, and asks again. */
  BAZEL_REDUCED,
  /** All, after a failure with less. */
  BAZEL_FALLBACK
}
