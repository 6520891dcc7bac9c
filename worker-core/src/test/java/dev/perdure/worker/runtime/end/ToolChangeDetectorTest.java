package dev.perdure.worker.runtime.end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    return WorkRequest.of(1, List.of()).withInputs(Arrays.asList(inputs));
  }

  private static String changed(WorkRequest first, WorkRequest second) {
    return new ToolChangeDetector(ToolFiles.of(CLASS_PATH), first).changed(second);
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

  @TempDir Path files;

  private Path jar(String name, String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    Path jar = files.resolve(name);
    Files.createDirectories(jar.getParent());
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  private static boolean isOwn(Path classPath, String input) {
    ToolFiles own = ToolFiles.of(classPath.toString());
    return !new ToolChangeDetector(own, request(input, "1")).changed(request(input, "2")).isEmpty();
  }

  @Test
  void jarsThatAManifestNames_areOwn_howeverDeep() throws Exception {
    jar("lib/third jar.jar", "");
    jar("lib/second.jar", "third%20jar.jar nowhere.jar second.jar");
    Path first = jar("first.jar", "lib/second.jar");
    assertThat(isOwn(first, files.resolve("lib/second.jar").toString())).isTrue();
    assertThat(isOwn(first, files.resolve("lib/third jar.jar").toString())).isTrue();
    assertThat(isOwn(first, files.resolve("lib/other.jar").toString())).isFalse();
    // From the execution root on, which need not be the working directory.
    assertThat(isOwn(first, "lib/second.jar")).isTrue();
  }

  @Test
  void jarsThatAManifestNamesOddly_areOwn() throws Exception {
    Path first = jar("real/first.jar", "http://localhost/x.jar a[1].jar ../lib/second.jar");
    jar("real/a[1].jar", "");
    jar("lib/second.jar", "");
    Files.createDirectories(files.resolve("links"));
    Path link = Files.createSymbolicLink(files.resolve("links/first.jar"), first);
    for (Path classPath : List.of(first, link)) {
      assertThat(isOwn(classPath, files.resolve("real/a[1].jar").toString())).isTrue();
      assertThat(isOwn(classPath, files.resolve("lib/second.jar").toString())).isTrue();
    }
  }

  @Test
  void filesOfADirectory_areOwn() throws Exception {
    Path classes = Files.createDirectories(files.resolve("bin/classes/a"));
    Files.writeString(classes.resolve("A.class"), "");
    Path directory = classes.getParent();
    assertThat(isOwn(directory, classes.resolve("A.class").toString())).isTrue();
    assertThat(isOwn(directory, "bin/classes/a/B.class")).isTrue();
    assertThat(isOwn(directory, files.resolve("bin/other/A.class").toString())).isFalse();
  }

  @Test
  void jarsOfAModulePath_areOwn() throws Exception {
    Path jar = jar("modules/module.jar", "");
    assertThat(isOwn(jar.getParent(), jar.toString())).isTrue();
  }

  @Test
  void jarByAnotherName_isOwn() throws Exception {
    Path jar = jar("bazel-out/tool.jar", "");
    Path runfiles = Files.createDirectories(files.resolve("tool.runfiles/_main"));
    Path link = Files.createSymbolicLink(runfiles.resolve("tool.jar"), jar);
    assertThat(isOwn(link, jar.toString())).as("class path of runfiles").isTrue();
    assertThat(isOwn(jar, link.toString())).as("runfiles among the inputs").isTrue();
  }

  @Test
  void jarOfTheSameNameElsewhere_isNotOwn() throws Exception {
    Path jar = jar("tool/lib.jar", "");
    Path other = jar("lib/lib.jar", "");
    assertThat(isOwn(jar, other.toString())).isFalse();
  }

  @Test
  void fileThatIsSeenLater_isWatchedFromThenOn() {
    ToolChangeDetector detector =
        new ToolChangeDetector(ToolFiles.of(CLASS_PATH), request("a.in", "1"));
    assertThat(detector.changed(request("lib/own.jar", "1"))).isEmpty();
    assertThat(detector.changed(request("a.in", "2"))).isEmpty();
    assertThat(detector.changed(request("lib/own.jar", "2"))).isEqualTo("lib/own.jar");
  }

  @Test
  void fileThatIsWrittenAgain_isFound() throws Exception {
    Path jar = jar("w.jar", "");
    ToolFiles own = ToolFiles.of(jar.toString());
    assertThat(own.changedOnDisk()).isEmpty();
    Files.write(jar, new byte[] {1, 2, 3});
    assertThat(own.changedOnDisk()).isEqualTo(jar.toString());
  }
}
