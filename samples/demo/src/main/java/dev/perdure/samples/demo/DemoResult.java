package dev.perdure.samples.demo;

import java.util.List;

/**
 * What a run of the demo measured.
 *
 * @param library the library's name and version
 * @param actions the source files, in the order of the series
 * @param builds how long builds of all actions took
 * @param classFiles how many class files were equal, byte for byte
 */
record DemoResult(
    String library,
    List<String> actions,
    List<BuildTime> builds,
    int classFiles,
    Series cold,
    Series worker) {
  DemoResult {
    actions = List.copyOf(actions);
    builds = List.copyOf(builds);
  }

  /** A copy with the times of builds. */
  DemoResult withBuilds(List<BuildTime> builds) {
    return new DemoResult(library, actions, builds, classFiles, cold, worker);
  }

  /** How many times as fast the worker was over all actions, including its start. */
  double speedUp() {
    return cold.total() / worker.total();
  }

  /** The same for the median action. */
  double medianSpeedUp() {
    return cold.median() / worker.median();
  }
}
