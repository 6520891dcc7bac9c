package dev.perdure.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolChangeDetectorTest {
  private static final String CLASS_PATH =
      String.join(
          File.pathSeparator,
          "/cache/execroot/_main/bazel-out/bin/w.jar",
          "lib/own.jar",
          "classes");

  private static WorkRequest request(String... pathsAndDigests) {
    Input[] inputs = new Input[pathsAndDigests.length / 2];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = new Input(pathsAndDigests[2 * i], Digest.ofText(pathsAndDigests[2 * i + 1]));
    }
    return new WorkRequest(List.of(), Arrays.asList(inputs), 1, false, 0, "");
  }

  private static String changed(WorkRequest first, WorkRequest second) {
    return new ToolChangeDetector(first, CLASS_PATH).changed(second);
  }

  @Test
  void ownJar_withAnotherDigest_isChanged() {
    assertThat(
            changed(
                request("a.in", "1", "bazel-out/bin/w.jar", "2"),
                request("bazel-out/bin/w.jar", "3", "a.in", "1")))
        .isEqualTo("bazel-out/bin/w.jar");
    assertThat(changed(request("lib/own.jar", "2"), request("lib/own.jar", "3")))
        .isEqualTo("lib/own.jar");
  }

  @Test
  void ownJar_withTheSameDigest_isNotChanged() {
    assertThat(
            changed(
                request("a.in", "1", "bazel-out/bin/w.jar", "2"),
                request("a.in", "9", "bazel-out/bin/w.jar", "2")))
        .isEmpty();
  }

  @Test
  void ownJar_missingOrWithoutDigest_isNotChanged() {
    assertThat(changed(request("lib/own.jar", "2"), request("a.in", "1"))).isEmpty();
    assertThat(changed(request("lib/own.jar", "2"), request("lib/own.jar", ""))).isEmpty();
    assertThat(changed(request("lib/own.jar", ""), request("lib/own.jar", "3"))).isEmpty();
    assertThat(changed(request(), request("lib/own.jar", "3"))).isEmpty();
  }

  @Test
  void otherFiles_areNotItsOwn() {
    assertThat(changed(request("other/w.jar", "2"), request("other/w.jar", "3"))).isEmpty();
    // Part of a name is no part of a path.
    assertThat(changed(request("n/w.jar", "2"), request("n/w.jar", "3"))).isEmpty();
    assertThat(changed(request("classes", "2"), request("classes", "3"))).isEmpty();
  }
}
